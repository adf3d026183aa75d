/** What the URL of a picture of coverage says: of what, over which days, for which markets, as what. Pure. */
import { addDays } from "@/lib/dates";
import { isCivilDay, type UseContext } from "@/lib/use-context";
import type { Window } from "@/ui/time-lanes/geometry";

export type CoverageSearch = {
  asset?: string;
  collection?: string;
  from?: string;
  until?: string;
  /** Codes and groups, comma-separated. */
  markets?: string;
  view?: "list";
};

const id = /^[0-9a-f-]{36}$/;

export function parseCoverageSearch(search: Record<string, unknown>): CoverageSearch {
  const kept: CoverageSearch = {};
  for (const key of ["asset", "collection"] as const) {
    const value = search[key];
    if (typeof value === "string" && id.test(value)) kept[key] = value;
  }
  for (const key of ["from", "until"] as const) if (isCivilDay(search[key])) kept[key] = search[key];
  if (typeof search.markets === "string" && search.markets !== "") kept.markets = search.markets;
  if (search.view === "list") kept.view = "list";
  return kept;
}

/** The parts of the world, each of which opens where it is not all the same. */
const world = ["150", "019", "142", "002", "009"];

/** The markets of the URL, else those of the use, else the whole world. */
export function marketsOf(search: CoverageSearch, use: UseContext): string[] {
  const named = search.markets?.split(",").filter((one) => one !== "") ?? [];
  if (named.length > 0) return named;
  return use.territories.length > 0 ? use.territories : world;
}

/** The days of the URL, else twelve months from today that hold the whole use. */
export function windowOf(search: CoverageSearch, use: UseContext, today: string): Window {
  const from = search.from ?? (use.from !== undefined && use.from < today ? use.from : today);
  const year = addDays(addYear(from), -1);
  const until = search.until ?? (use.until !== undefined && use.until > year ? use.until : year);
  return { from, until: until < from ? from : until };
}

function addYear(day: string): string {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  // 29 February has no anniversary.
  const isDay: boolean = isCivilDay(next);
  return isDay ? next : `${next.slice(0, 8)}28`;
}
