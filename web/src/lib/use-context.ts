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
};

/** The search parameters that every route keeps. */
export type UseSearch = {
  "use.channel"?: string;
  "use.territory"?: string;
  "use.from"?: string;
  "use.until"?: string;
  "use.purpose"?: string;
};

export const searchKeys = [
  "use.channel",
  "use.territory",
  "use.from",
  "use.until",
  "use.purpose",
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

/** Keeps what is readable of the URL and drops the rest. */
export function parseUseSearch(search: Record<string, unknown>): UseSearch {
  const kept: UseSearch = {};
  for (const key of searchKeys) {
    const value = search[key];
    if (typeof value !== "string" || value === "") continue;
    if ((key === "use.from" || key === "use.until") && !isCivilDay(value)) continue;
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
