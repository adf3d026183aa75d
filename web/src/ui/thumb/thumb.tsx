/** A small square of an asset beside its title. Decorative: the title stands next to it. */
import { Image } from "lucide-react";
import classes from "./thumb.module.css";

type Props = { src: string | null | undefined; color: string | null | undefined; size?: number };

export function Thumb({ src, color, size = 48 }: Props) {
  return (
    <span
      className={classes.thumb}
      style={{ width: size, height: size, backgroundColor: color ?? undefined }}
      aria-hidden
    >
      {src == null ? (
        <Image size={Math.round(size / 2.6)} strokeWidth={1.5} />
      ) : (
        <img src={src} alt="" loading="lazy" decoding="async" />
      )}
    </span>
  );
}
