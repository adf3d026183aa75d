/** Which pictures can be had of an asset: those of the product and those of the house. */
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { loadRendition } from "@/api/renditions";
import type { Asset, RenditionPreset } from "@/api/types";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { sayProblem } from "@/ui/feedback/undo-toast";
import { presetsQuery } from "./queries";
import classes from "./renditions.module.css";
import { PictureWords } from "./words";
import "./texts";

const extensions: Record<string, string> = { jpeg: "jpg" };

/** 'Beach.tif' as a story in JPEG is 'Beach-story.jpg'. */
export function fileNameOf(original: string, preset: Pick<RenditionPreset, "key" | "recipe">): string {
  const stem = original.replace(/\.[^.]*$/, "");
  const { format } = preset.recipe;
  return `${stem}-${preset.key}.${extensions[format] ?? format}`;
}

function save(bytes: Blob, name: string) {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function Row({ asset, preset }: { asset: Asset; preset: RenditionPreset }) {
  const { t } = useTranslation("renditions");
  // One that nobody asked for before is made first, and whether it may be had is known only then.
  const load = useMutation({
    mutationFn: () => loadRendition(asset.id, preset.key),
    onSuccess: (bytes) => save(bytes, fileNameOf(asset.version.file_name, preset)),
    onError: sayProblem,
  });
  return (
    <li>
      <span>
        <strong>{preset.name}</strong>
        <small>
          <PictureWords recipe={preset.recipe} />
        </small>
      </span>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Download size={14} aria-hidden />}
        loading={load.isPending}
        aria-label={t("downloadOf", { name: preset.name })}
        onClick={() => load.mutate()}
      >
        {t("download")}
      </Button>
    </li>
  );
}

export function Downloads({ asset }: { asset: Asset }) {
  const { t } = useTranslation("renditions");
  const presets = useQuery(presetsQuery);
  const offered = (presets.data ?? []).filter((one) => one.state === "active" && one.key !== "thumbnail");
  if (asset.version.preview !== "ready") return null;
  return (
    <section className={classes.downloads} aria-labelledby="downloads">
      <h2 id="downloads">{t("downloads")}</h2>
      <p className={classes.note}>{t("downloadsLead")}</p>
      {presets.isError && <ErrorPanel error={presets.error} onRetry={() => void presets.refetch()} />}
      <ul>
        {offered.map((one) => (
          <Row key={one.key} asset={asset} preset={one} />
        ))}
      </ul>
    </section>
  );
}
