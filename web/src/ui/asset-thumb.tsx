/** A small picture of an asset, with its average colour until the picture is there. Decoration: the title stands beside it. */
import { ImageOff } from "lucide-react";
import type { AssetRef } from "@/api/types";
import classes from "./asset-thumb.module.css";

export function AssetThumb({ asset, size = 56 }: { asset: AssetRef; size?: number }) {
  return (
    <span
      className={classes.thumb}
      style={{ width: size, height: size, backgroundColor: asset.color ?? undefined }}
    >
      {asset.thumbnail_url == null ? (
        <ImageOff size={Math.round(size / 3)} strokeWidth={1.5} aria-hidden />
      ) : (
        <img src={asset.thumbnail_url} alt="" loading="lazy" />
      )}
    </span>
  );
}
