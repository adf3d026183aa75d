/** What a recipe gives of a real asset, drawn by the server, with its true size and weight. */
import { Button, Loader } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { drawExample } from "@/api/renditions";
import type { AssetRef, PresetRecipe } from "@/api/types";
import { formatBytes } from "@/lib/bytes";
import { emptyUse } from "@/lib/use-context";
import { AssetPicker } from "@/ui/asset-picker/asset-picker";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import classes from "./renditions.module.css";

/** An address for bytes in memory, given back when it is no longer shown. */
function useAddress(bytes: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (bytes === undefined) return;
    const made = URL.createObjectURL(bytes);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return address;
}

function Drawn({ asset, recipe }: { asset: AssetRef; recipe: PresetRecipe }) {
  const { t } = useTranslation("renditions");
  const [asked] = useDebouncedValue(recipe, 400);
  const [size, setSize] = useState<{ width: number; height: number }>();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["presets", "example", asset.id, asked],
    queryFn: ({ signal }) => drawExample(asset.id, asked, signal),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 0,
  });
  const address = useAddress(data);
  if (error !== null) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return (
    <figure className={classes.drawn} aria-busy={isFetching}>
      {address === undefined ? (
        <Loader size="sm" />
      ) : (
        <img
          src={address}
          alt={t("exampleAlt", { title: asset.title })}
          onLoad={(event) => {
            const { naturalWidth, naturalHeight } = event.currentTarget;
            setSize({ width: naturalWidth, height: naturalHeight });
          }}
        />
      )}
      <figcaption>
        <span role="status">
          {isFetching
            ? t("exampleDrawing")
            : size !== undefined && t("exampleSize", { ...size, size: formatBytes(data?.size ?? 0) })}
        </span>
      </figcaption>
    </figure>
  );
}

export function Example({ recipe }: { recipe: PresetRecipe | null }) {
  const { t } = useTranslation("renditions");
  const [asset, setAsset] = useState<AssetRef | null>(null);
  return (
    <section className={classes.example} aria-label={t("example")}>
      {asset === null ? (
        <>
          <AssetPicker label={t("exampleOf")} use={emptyUse} onPick={setAsset} />
          <p className={classes.note}>{t("exampleHint")}</p>
        </>
      ) : (
        <>
          <div className={classes.chosen}>
            <strong>{asset.title}</strong>
            <Button variant="subtle" size="compact-sm" onClick={() => setAsset(null)}>
              {t("exampleOther")}
            </Button>
          </div>
          {recipe !== null && <Drawn asset={asset} recipe={recipe} />}
        </>
      )}
    </section>
  );
}
