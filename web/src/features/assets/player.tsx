/** Plays film and sound from the file made for the browser; sound is drawn as its loudness over time. */
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Asset } from "@/api/types";
import classes from "./player.module.css";
import { peaksQuery } from "./queries";

function Waveform({ url, done }: { url: string; done: number }) {
  const { data } = useQuery(peaksQuery(url));
  if (data === undefined) return <div className={classes.wave} />;
  const step = 1000 / Math.max(1, data.length);
  // The sound goes up and down around the middle; a silent moment is a line.
  const bars = data.map((peak, at) => {
    const height = Math.max(1.5, (peak / 255) * 96);
    return `M${(at * step).toFixed(2)} ${(50 - height / 2).toFixed(2)}v${height.toFixed(2)}`;
  });
  const path = bars.join("");
  return (
    <svg className={classes.wave} viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden>
      <path d={path} className={classes.rest} />
      <path d={path} className={classes.played} style={{ clipPath: `inset(0 ${100 - done * 100}% 0 0)` }} />
    </svg>
  );
}

function Sound({ asset, source, peaks }: { asset: Asset; source: string; peaks: string | undefined }) {
  const { t } = useTranslation("assets");
  const player = useRef<HTMLAudioElement>(null);
  const [done, setDone] = useState(0);
  return (
    <div className={classes.sound}>
      {peaks !== undefined && <Waveform url={peaks} done={done} />}
      {/* biome-ignore lint/a11y/useMediaCaption: what was uploaded has no captions of its own */}
      <audio
        ref={player}
        controls
        preload="metadata"
        src={source}
        aria-label={t("player.sound", { title: asset.title })}
        onTimeUpdate={(event) => {
          const { currentTime, duration } = event.currentTarget;
          setDone(duration > 0 ? currentTime / duration : 0);
        }}
      />
    </div>
  );
}

/** The player of a film or sound whose file for the browser is there; else nothing. */
export function Player({ asset }: { asset: Asset }) {
  const { t } = useTranslation("assets");
  const { version } = asset;
  const url = (preset: string) => version.renditions.find((one) => one.preset === preset)?.url;
  const proxy = version.renditions.find((one) => one.preset === "proxy");
  if (proxy === undefined) return null;
  if (version.kind === "audio" || proxy.width === 0) {
    return <Sound asset={asset} source={proxy.url} peaks={url("peaks")} />;
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: what was uploaded has no captions of its own
    <video
      className={classes.film}
      controls
      playsInline
      preload="metadata"
      poster={url("large") ?? url("preview")}
      src={proxy.url}
      width={proxy.width}
      height={proxy.height}
      aria-label={t("player.film", { title: asset.title })}
    />
  );
}
