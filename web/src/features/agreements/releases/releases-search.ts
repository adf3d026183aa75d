/** What the URL of the releases says, and how far an end is away. Pure. */
import { daysBetween } from "@/lib/dates";
import { isCivilDay } from "@/lib/use-context";

export type ReleasesSearch = { show?: "people" };

export function parseReleasesSearch(search: Record<string, unknown>): ReleasesSearch {
  return search.show === "people" ? { show: "people" } : {};
}

/** From how many days before the end on it is worth a word. */
const soon = 90;

export type Distance = { word: "over" | "today" | "left"; days: number };

/** How far the last day of a paper is away; undefined for one without a day, or one that is far off. */
export function distanceOf(endsOn: string | null | undefined, today: string): Distance | undefined {
  if (endsOn == null || !isCivilDay(endsOn)) return undefined;
  const days = daysBetween(today, endsOn);
  if (days > soon) return undefined;
  if (days < 0) return { word: "over", days };
  return { word: days === 0 ? "today" : "left", days };
}
