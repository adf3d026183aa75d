/** What the URL of a comparison says: which assets, known when, for which other use. Pure. */
import { isCivilDay, readUse, type UseContext } from "@/lib/use-context";

export const mostAssets = 4;

export type CompareSearch = {
  /** Ids, comma-separated. */
  assets?: string;
  /** Also as known at the end of that day. */
  known?: string;
  "other.channel"?: string;
  "other.territory"?: string;
  "other.from"?: string;
  "other.until"?: string;
  "other.purpose"?: string;
};

const otherKeys = ["channel", "territory", "from", "until", "purpose"] as const;
const id = /^[0-9a-f-]{36}$/;

export function parseCompareSearch(search: Record<string, unknown>): CompareSearch {
  const kept: CompareSearch = {};
  if (typeof search.assets === "string") {
    const named = search.assets.split(",").filter((one) => id.test(one));
    const each = [...new Set(named)].slice(0, mostAssets);
    if (each.length > 0) kept.assets = each.join(",");
  }
  if (isCivilDay(search.known)) kept.known = search.known;
  for (const key of otherKeys) {
    const value = search[`other.${key}`];
    if (typeof value === "string" && value !== "") kept[`other.${key}`] = value;
  }
  return kept;
}

export function assetsOf(search: CompareSearch): string[] {
  return search.assets?.split(",") ?? [];
}

/** The other use, in the words of the use bar. */
export function otherUse(search: CompareSearch): UseContext {
  const read = Object.fromEntries(otherKeys.map((key) => [`use.${key}`, search[`other.${key}`]]));
  return readUse(read);
}

export function writeOther(use: UseContext): CompareSearch {
  const joined = (values: string[]) => (values.length === 0 ? undefined : values.join(","));
  return {
    "other.channel": joined(use.channels),
    "other.territory": joined(use.territories),
    "other.from": use.from,
    "other.until": use.until,
    "other.purpose": joined(use.purposes),
  };
}
