/** What the URL of the dates says: over which days, of which kinds, as what. Pure. */
import { addDays } from "@/lib/dates";
import { isCivilDay } from "@/lib/use-context";
import type { Window } from "@/ui/time-lanes/geometry";

export const groups = ["ends", "acts", "begins", "duties"] as const;
export type Group = (typeof groups)[number];

export type DatesSearch = { show?: Group; live?: "yes"; view?: "list"; from?: string; until?: string };

export function parseDatesSearch(search: Record<string, unknown>): DatesSearch {
  const kept: DatesSearch = {};
  const show = groups.find((one) => one === search.show);
  if (show !== undefined) kept.show = show;
  if (search.live === "yes") kept.live = "yes";
  if (search.view === "list") kept.view = "list";
  if (isCivilDay(search.from)) kept.from = search.from;
  if (isCivilDay(search.until) && (kept.from === undefined || search.until >= kept.from)) {
    kept.until = search.until;
  }
  return kept;
}

/** What each kind of day is about; one this version does not know is a day to act. */
export function groupOf(kind: string): Group {
  if (["expiry", "run_off", "revocation", "blackout"].includes(kind)) return "ends";
  if (["start", "embargo", "restriction"].includes(kind)) return "begins";
  if (["duty", "fee"].includes(kind)) return "duties";
  return "acts";
}

/** The window that is drawn: from a little before today, so that what runs now is seen to run. */
export function drawnWindow(window: Window): Window {
  return { from: addDays(window.from, -14), until: window.until };
}
