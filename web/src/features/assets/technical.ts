/** The technical facts of a version as rows of names and values. */
import type { Version } from "@/api/types";
import { formatDuration } from "@/lib/durations";
import { formatCount } from "@/lib/numbers";

export type TechnicalKey = "type" | "duration" | "pages" | "frames" | "frameRate" | "codecs" | "sound";
export type TechnicalFact = { key: TechnicalKey; value: string };

/** What was measured, in reading order; nothing for what was not. */
export function technicalFacts(version: Version): TechnicalFact[] {
  const { properties: found } = version;
  const codecs = [found.video_codec, found.audio_codec].filter((codec) => codec != null);
  const sound = [
    found.channels == null ? null : String(found.channels),
    found.sample_rate == null ? null : `${formatCount(found.sample_rate)} Hz`,
  ];
  const facts: [TechnicalKey, string | null][] = [
    ["type", version.mime],
    ["duration", found.duration_ms == null ? null : formatDuration(found.duration_ms)],
    ["pages", found.pages == null ? null : formatCount(found.pages)],
    ["frames", found.frames == null ? null : formatCount(found.frames)],
    ["frameRate", found.frame_rate ?? null],
    ["codecs", codecs.length === 0 ? null : codecs.join(", ")],
    ["sound", found.channels == null ? null : sound.filter((part) => part !== null).join(" × ")],
  ];
  return facts.flatMap(([key, value]) => (value === null ? [] : [{ key, value }]));
}

/** Film and sound get their player after their poster; until then it is worth looking again. */
export function isPlayerComing(version: Version): boolean {
  const plays = version.kind === "video" || version.kind === "audio";
  const has = version.renditions.some((one) => one.preset === "proxy");
  return plays && version.preview === "ready" && !has && version.preview_note == null;
}
