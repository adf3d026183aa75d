/** Which days are shown, and in which order: what is in use when it ends comes first. Pure. */
import type { DatedAgreement, RightsDate, Timeline } from "@/api/types";
import { daysBetween } from "@/lib/dates";
import { type DatesSearch, groupOf } from "./dates-search";

/** The agreements that have days to show, each with those alone. */
export function shownOf(timeline: Timeline, search: DatesSearch): DatedAgreement[] {
  const wanted = (date: RightsDate) =>
    (search.show === undefined || groupOf(date.kind) === search.show) &&
    (search.live === undefined || date.live_beyond > 0);
  const kept = timeline.agreements.flatMap((paper) => {
    const dates = paper.dates.filter(wanted);
    return dates.length === 0 ? [] : [{ ...paper, dates }];
  });
  const isUsed = (paper: DatedAgreement) => paper.dates.some((date) => date.live_beyond > 0);
  const first = (paper: DatedAgreement) => paper.dates[0]?.date ?? "";
  return kept.sort(
    (one, other) => Number(isUsed(other)) - Number(isUsed(one)) || first(one).localeCompare(first(other)),
  );
}

/** How far the alerts of a day have come, for the words of it; nothing where nobody is told yet. */
export function alertOf(
  date: RightsDate,
  today: string,
): { actBy: string | null; reached: { lead: number; since: string } | "over" | null; next: string | null } {
  const alert = date.alert;
  if (alert == null) return { actBy: null, reached: null, next: null };
  const reached =
    alert.act_by < today
      ? "over"
      : alert.lead_days == null || alert.since == null
        ? null
        : { lead: alert.lead_days, since: alert.since };
  return { actBy: alert.act_by === date.date ? null : alert.act_by, reached, next: alert.next_on ?? null };
}

export type Nearness = "past" | "month" | "quarter" | "later";

/** How near a day is: within 30 days, within 90, later. */
export function nearnessOf(day: string, today: string): Nearness {
  const days = daysBetween(today, day);
  if (days < 0) return "past";
  if (days <= 30) return "month";
  return days <= 90 ? "quarter" : "later";
}

/** All days in one list, the soonest first. */
export function listed(papers: readonly DatedAgreement[]): { paper: DatedAgreement; date: RightsDate }[] {
  return papers
    .flatMap((paper) => paper.dates.map((date) => ({ paper, date })))
    .sort((one, other) => one.date.date.localeCompare(other.date.date));
}
