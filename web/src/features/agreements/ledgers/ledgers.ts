/** Which lines of the ledgers are shown, and in which order. Pure. */
import type { CapLine, ExclusivityLine } from "@/api/types";
import type { CapSort, LedgersSearch } from "./ledgers-search";

/** How much of a cap is gone, reserved shares included: 0 to 1 and beyond. */
export function goneOf(cap: CapLine): number {
  return cap.limit <= 0 ? 1 : (cap.limit - cap.remaining) / cap.limit;
}

export type Strain = "over" | "reached" | "close" | "fine";

/** How a cap stands: more used than allowed, nothing left, a tenth or 30 days left, or enough. */
export function strainOf(cap: CapLine): Strain {
  if (cap.remaining < 0) return "over";
  if (cap.remaining === 0) return "reached";
  const soon = cap.days_left != null && cap.days_left <= 30;
  return soon || goneOf(cap) >= 0.9 ? "close" : "fine";
}

const orders: Record<CapSort, (one: CapLine, other: CapLine) => number> = {
  left: (one, other) => goneOf(other) - goneOf(one),
  soonest: (one, other) =>
    (one.days_left ?? Number.POSITIVE_INFINITY) - (other.days_left ?? Number.POSITIVE_INFINITY) ||
    goneOf(other) - goneOf(one),
  paper: (one, other) => one.agreement.reference.localeCompare(other.agreement.reference, "en"),
};

function holds(words: string | undefined, ...texts: string[]): boolean {
  const text = texts.join(" ").toLowerCase();
  return (words ?? "")
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function capsOf(caps: readonly CapLine[], search: LedgersSearch): CapLine[] {
  const words = ({ agreement, cap, metric }: CapLine) =>
    [agreement.reference, agreement.title, agreement.licensor, cap, metric] as const;
  return caps
    .filter((cap) => holds(search.q, ...words(cap)))
    .filter((cap) => search.trouble === undefined || strainOf(cap) !== "fine")
    .sort((one, other) => orders[search.sort ?? "left"](one, other) || orders.paper(one, other));
}

/** Whether it meets a grant or forbids what is live. */
export function isTrouble(line: ExclusivityLine): boolean {
  return line.conflicts.length > 0 || line.forbids_live.length > 0;
}

export function exclusivitiesOf(lines: readonly ExclusivityLine[], search: LedgersSearch): ExclusivityLine[] {
  const weight = (line: ExclusivityLine) =>
    line.forbids_live.length > 0 ? 2 : line.conflicts.length > 0 ? 1 : 0;
  return lines
    .filter((line) => search.direction === undefined || line.direction === search.direction)
    .filter((line) => search.trouble === undefined || isTrouble(line))
    .filter((line) =>
      holds(search.q, line.agreement.reference, line.agreement.title, line.holder, line.summary),
    )
    .sort(
      (one, other) =>
        weight(other) - weight(one) || one.agreement.reference.localeCompare(other.agreement.reference, "en"),
    );
}
