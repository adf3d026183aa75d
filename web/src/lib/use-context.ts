/**
 * The use that all verdicts answer for: where, when, on which channel, for what.
 * It lives in the URL of every page (`use.channel`, `use.territory`, `use.from`, `use.until`, `use.purpose`),
 * so back, reload and a pasted link restore it. Lists are comma-separated. Pure functions only.
 */

/** The question a verdict answers. Days are civil, `YYYY-MM-DD`, and `until` is the last day of use. */
export type UseContext = {
  channels: string[];
  territories: string[];
  from?: string;
  until?: string;
  purposes: string[];
  /** What few uses need to say. */
  details?: UseDetails;
};

/** What is done with it: put out, which is meant where nothing else is said; left live; made; kept. */
export const useActs = ["new", "continue", "produce", "retain"] as const;

/** Who uses it, for what, how much, and what happened already. Days are civil. */
export type UseDetails = {
  actor?: string;
  brand?: string;
  category?: string;
  /** How much of what, as `10000 copies`. */
  quantity?: string;
  /** One of `useActs`. */
  act?: string;
  /** The day it was published: whether it may stay is then the question, unless another act is named. */
  published?: string;
  /** The day it was made. */
  produced?: string;
  /** Times of day on the first and the last day, `HH:MM` by the clock of each place; the last one is the end itself. */
  fromTime?: string;
  untilTime?: string;
  /** Where it can be seen, comma-separated; anywhere unless told. */
  accessible?: string;
  /** What is changed in it, comma-separated. */
  modifications?: string;
  /** How it is in the work it appears in. */
  embedding?: string;
  /** As of when the record is read, `YYYY-MM-DDTHH:MM` by the reader's own clock; now unless told. */
  known?: string;
};

const detailKeys = [
  "actor",
  "brand",
  "category",
  "quantity",
  "act",
  "published",
  "produced",
  "fromTime",
  "untilTime",
  "accessible",
  "modifications",
  "embedding",
  "known",
] as const satisfies (keyof UseDetails)[];

type DetailKey = (typeof detailKeys)[number];

/** The search parameters that every route keeps. */
export type UseSearch = {
  "use.channel"?: string;
  "use.territory"?: string;
  "use.from"?: string;
  "use.until"?: string;
  "use.purpose"?: string;
} & { [Key in `use.${DetailKey}`]?: string };

export const searchKeys = [
  "use.channel",
  "use.territory",
  "use.from",
  "use.until",
  "use.purpose",
  ...(detailKeys.map((key) => `use.${key}`) as `use.${DetailKey}`[]),
] as const satisfies (keyof UseSearch)[];

export const emptyUse: UseContext = { channels: [], territories: [], purposes: [] };

/** 'DE, AT' as its parts, each once. */
export function listIn(value: string | undefined): string[] {
  if (value === undefined) return [];
  return [...new Set(value.split(",").map((part) => part.trim()))].filter((part) => part !== "");
}

/** True for a real day written as YYYY-MM-DD: 2026-02-30 is none. */
export function isCivilDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

const isTime = (value: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
const isWallClock = (value: string) => isCivilDay(value.slice(0, 10)) && isTime(value.slice(11));

/** What a parameter must look like to be kept; any text where nothing stands here. */
const shapes: Partial<Record<keyof UseSearch, (value: string) => boolean>> = {
  "use.from": isCivilDay,
  "use.until": isCivilDay,
  "use.published": isCivilDay,
  "use.produced": isCivilDay,
  "use.fromTime": isTime,
  "use.untilTime": isTime,
  "use.act": (value) => useActs.some((one) => one === value),
  "use.known": (value) => value[10] === "T" && isWallClock(value),
};

/** Keeps what is readable of the URL and drops the rest. */
export function parseUseSearch(search: Record<string, unknown>): UseSearch {
  const kept: UseSearch = {};
  for (const key of searchKeys) {
    const value = search[key];
    if (typeof value !== "string" || value === "") continue;
    if (shapes[key]?.(value) === false) continue;
    kept[key] = value;
  }
  return kept;
}

export function readUse(search: UseSearch): UseContext {
  const use: UseContext = {
    channels: listIn(search["use.channel"]),
    territories: listIn(search["use.territory"]),
    purposes: listIn(search["use.purpose"]),
  };
  if (isCivilDay(search["use.from"])) use.from = search["use.from"];
  if (isCivilDay(search["use.until"])) use.until = search["use.until"];
  const details: UseDetails = {};
  for (const key of detailKeys) {
    const value = search[`use.${key}`];
    if (value !== undefined && value !== "") details[key] = value;
  }
  if (Object.keys(details).length > 0) use.details = details;
  return use;
}

/** Every key is present, so that spreading it over an old search clears what is now empty. */
export function writeUse(use: UseContext): Record<keyof UseSearch, string | undefined> {
  const joined = (values: string[]) => (values.length === 0 ? undefined : values.join(","));
  const details = detailKeys.map((key) => [`use.${key}`, use.details?.[key] || undefined]);
  return {
    "use.channel": joined(use.channels),
    "use.territory": joined(use.territories),
    "use.from": use.from,
    "use.until": use.until,
    "use.purpose": joined(use.purposes),
    ...(Object.fromEntries(details) as Record<`use.${DetailKey}`, string | undefined>),
  };
}

/** What is still missing before the server can be asked for a verdict. Empty when the use is complete. */
export function missingFromUse(use: UseContext): ("channels" | "territories" | "dates")[] {
  const missing: ("channels" | "territories" | "dates")[] = [];
  if (use.channels.length === 0) missing.push("channels");
  if (use.territories.length === 0) missing.push("territories");
  if (use.from === undefined || use.until === undefined) missing.push("dates");
  return missing;
}

export function isCompleteUse(use: UseContext): use is UseContext & { from: string; until: string } {
  return missingFromUse(use).length === 0;
}

/** '10000 copies' as ["copies", 10000]; null for what is no number of something. */
export function quantityIn(text: string | undefined): [string, number] | null {
  const found = /^([\d][\d.,\s]*)\s+([a-z_]+)$/i.exec((text ?? "").trim());
  const count = Number(found?.[1]?.replaceAll(/[,\s]/g, ""));
  return found?.[2] === undefined || !(count > 0) ? null : [found[2].toLowerCase(), count];
}
