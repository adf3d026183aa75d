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

/** Who uses it, for what, how much, and what happened already. Days are civil. */
export type UseDetails = {
  actor?: string;
  brand?: string;
  category?: string;
  /** How much of what, as `10000 copies`. */
  quantity?: string;
  /** The day it was published: whether it may stay is then the question. */
  published?: string;
  /** The day it was made. */
  produced?: string;
};

const detailKeys = ["actor", "brand", "category", "quantity", "published", "produced"] as const;

/** The search parameters that every route keeps. */
export type UseSearch = {
  "use.channel"?: string;
  "use.territory"?: string;
  "use.from"?: string;
  "use.until"?: string;
  "use.purpose"?: string;
  "use.actor"?: string;
  "use.brand"?: string;
  "use.category"?: string;
  "use.quantity"?: string;
  "use.published"?: string;
  "use.produced"?: string;
};

export const searchKeys = [
  "use.channel",
  "use.territory",
  "use.from",
  "use.until",
  "use.purpose",
  ...(detailKeys.map((key) => `use.${key}`) as `use.${(typeof detailKeys)[number]}`[]),
] as const satisfies (keyof UseSearch)[];

export const emptyUse: UseContext = { channels: [], territories: [], purposes: [] };

function list(value: string | undefined): string[] {
  if (value === undefined) return [];
  return [...new Set(value.split(",").map((part) => part.trim()))].filter((part) => part !== "");
}

/** True for a real day written as YYYY-MM-DD: 2026-02-30 is none. */
export function isCivilDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

const days: string[] = ["use.from", "use.until", "use.published", "use.produced"];

/** Keeps what is readable of the URL and drops the rest. */
export function parseUseSearch(search: Record<string, unknown>): UseSearch {
  const kept: UseSearch = {};
  for (const key of searchKeys) {
    const value = search[key];
    if (typeof value !== "string" || value === "") continue;
    if (days.includes(key) && !isCivilDay(value)) continue;
    kept[key] = value;
  }
  return kept;
}

export function readUse(search: UseSearch): UseContext {
  const use: UseContext = {
    channels: list(search["use.channel"]),
    territories: list(search["use.territory"]),
    purposes: list(search["use.purpose"]),
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
  return {
    "use.channel": joined(use.channels),
    "use.territory": joined(use.territories),
    "use.from": use.from,
    "use.until": use.until,
    "use.purpose": joined(use.purposes),
    "use.actor": use.details?.actor || undefined,
    "use.brand": use.details?.brand || undefined,
    "use.category": use.details?.category || undefined,
    "use.quantity": use.details?.quantity || undefined,
    "use.published": use.details?.published || undefined,
    "use.produced": use.details?.produced || undefined,
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
