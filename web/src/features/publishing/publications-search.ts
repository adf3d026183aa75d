/** What the URL of the publications says. Pure. */
import type { Publication } from "@/api/types";

export const publicationStates = [
  "live",
  "planned",
  "ended",
  "taken_down",
  "failed",
  "cancelled",
  "all",
] as const;
export type PublicationState = (typeof publicationStates)[number];

/** `state` is left out for all of them. */
export type PublicationsSearch = {
  state?: Exclude<PublicationState, "all">;
  channel?: string;
  campaign?: string;
  asset?: string;
};

export function parsePublicationsSearch(search: Record<string, unknown>): PublicationsSearch {
  const kept: PublicationsSearch = {};
  const state = publicationStates.find((one) => one === search.state);
  if (state !== undefined && state !== "all") kept.state = state;
  for (const key of ["channel", "campaign", "asset"] as const) {
    const value = search[key];
    if (typeof value === "string" && value !== "") kept[key] = value;
  }
  return kept;
}

/** Live ones without a right come first: somebody has to act. Otherwise the order stays. */
export function blockedFirst(publications: readonly Publication[]): Publication[] {
  return [...publications].sort((a, b) => Number(b.blocked) - Number(a.blocked));
}

/** Only those of one campaign, also when the server answers with more. */
export function ofCampaign(
  publications: readonly Publication[],
  campaign: string | undefined,
): Publication[] {
  return publications.filter((one) => campaign === undefined || one.campaign?.id === campaign);
}

/** When it will stop by itself: the earlier of its window's end and the end of the right. Null when nothing is in sight. */
export function endInSight(publication: Publication): { at: string; why: "window" | "right" } | null {
  const { ends_at: window, stable_until: right } = publication;
  if (right != null && (window == null || Date.parse(right) < Date.parse(window))) {
    return { at: right, why: "right" };
  }
  return window == null ? null : { at: window, why: "window" };
}

/** The word in front of that instant, right also when it passed while the page was open. */
export function endingWord(
  end: { at: string; why: "window" | "right" },
  now: Date,
): "ends" | "ended" | "rightEnds" | "rightEnded" {
  const isPast = Date.parse(end.at) <= now.getTime();
  if (end.why === "right") return isPast ? "rightEnded" : "rightEnds";
  return isPast ? "ended" : "ends";
}
