/** The large picture of an asset, or an honest word why there is none. */
import { Button, Loader } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileQuestion, ImageOff } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Asset } from "@/api/types";
import { sayProblem } from "@/ui/feedback/undo-toast";
import classes from "./asset-parts.module.css";
import { Player } from "./player";
import { assetQuery, remakePreviews } from "./queries";
import { isPlayerComing } from "./technical";

const ZoomDialog = lazy(() => import("./zoom-dialog"));

function NoPreview({ asset }: { asset: Asset }) {
  const { t } = useTranslation(["assets", "ui"]);
  const { preview, preview_note: note } = asset.version;
  const mayEdit = useMay("edit_assets");
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => remakePreviews(asset.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: assetQuery(asset.id).queryKey }),
    onError: sayProblem,
  });
  const Icon = preview === "unsupported" ? FileQuestion : ImageOff;
  return (
    <div className={classes.noPreview} aria-live="polite">
      {preview === "pending" ? (
        <Loader size="sm" aria-hidden />
      ) : (
        <Icon size={36} strokeWidth={1.4} aria-hidden />
      )}
      <p>{t(`preview.${preview}`, preview)}</p>
      {note != null && <p className={classes.note}>{note}</p>}
      {preview === "pending" && <p className={classes.note}>{t("preview.pendingNote")}</p>}
      {(preview === "failed" || preview === "unsupported") && (
        <p className={classes.note}>{t("preview.originalIsKept")}</p>
      )}
      {mayEdit && (preview === "failed" || preview === "unsupported") && (
        <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {t("ui:retry")}
        </Button>
      )}
    </div>
  );
}

export function Preview({ asset }: { asset: Asset }) {
  const { t } = useTranslation("assets");
  const { version } = asset;
  const plays = version.renditions.some((one) => one.preset === "proxy");
  const [isClose, setClose] = useState(false);
  const shown =
    version.renditions.find((one) => one.preset === "large") ??
    version.renditions.find((one) => one.preset === "preview");
  return (
    <div className={classes.stage}>
      {shown === undefined ? (
        <NoPreview asset={asset} />
      ) : plays ? (
        <Player asset={asset} />
      ) : (
        <button
          type="button"
          className={classes.closer}
          aria-label={t("zoom.open", { name: asset.title })}
          onClick={() => setClose(true)}
        >
          <img
            className={classes.picture}
            src={shown.url}
            width={shown.width}
            height={shown.height}
            alt={asset.title}
            style={{ backgroundColor: version.color ?? undefined }}
          />
        </button>
      )}
      {isClose && shown !== undefined && (
        <Suspense fallback={null}>
          <ZoomDialog asset={asset} overview={shown.url} onClose={() => setClose(false)} />
        </Suspense>
      )}
      {shown !== undefined && isPlayerComing(version) && (
        <p className={classes.under} role="status">
          {t("player.coming")}
        </p>
      )}
      {shown !== undefined && version.preview_note != null && (
        <p className={classes.under}>{version.preview_note}</p>
      )}
    </div>
  );
}
