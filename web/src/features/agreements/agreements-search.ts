/** What the URL of the list says. Pure. */
import type { Agreement } from "@/api/types";
import { formatDay } from "@/lib/dates";
import { isCivilDay } from "@/lib/use-context";

export const reviews: readonly Agreement["review"][] = ["draft", "extracted", "reviewed", "approved"];

export type AgreementsSearch = { q?: string; review?: Agreement["review"] };

export function parseAgreementsSearch(search: Record<string, unknown>): AgreementsSearch {
  const kept: AgreementsSearch = {};
  if (typeof search.q === "string" && search.q !== "") kept.q = search.q;
  const review = reviews.find((one) => one === search.review);
  if (review !== undefined) kept.review = review;
  return kept;
}

/** The end of a paper as a key of the texts, or a day in words. */
export function endWords(
  endsOn: string | null | undefined,
  words: { none: string; perpetual: string; unknown: string },
): string {
  if (endsOn == null) return words.none;
  if (endsOn === "PERPETUAL") return words.perpetual;
  if (endsOn === "UNKNOWN") return words.unknown;
  return isCivilDay(endsOn) ? formatDay(endsOn) : endsOn;
}
