/** How much of what was bought was used: marks, shares, and which lines are shown. Pure. */
import type { BoughtAndUsed, BoughtCount, BoughtLine } from "@/api/types";

export type Mark = "none" | "never" | "some" | "all" | "beyond";

export function markOf(count: BoughtCount): Mark {
  if (count.bought === 0) return count.beyond > 0 ? "beyond" : "none";
  if (count.used === 0) return "never";
  return count.used === count.bought ? "all" : "some";
}

/** Cells that were bought and never used. */
export function unusedOf(count: BoughtCount): number {
  return count.bought - count.used;
}

/** In whole percent; all and nothing are said only where they are true. */
export function shareOf(count: BoughtCount): number {
  if (count.bought === 0) return 0;
  const share = Math.round((count.used / count.bought) * 100);
  if (count.used > 0 && count.used < count.bought) return Math.min(Math.max(share, 1), 99);
  return share;
}

/** What was bought and least used first; all lines, or only those never used at all. */
export function linesOf(lines: readonly BoughtLine[], onlyNever: boolean): BoughtLine[] {
  const kept = onlyNever ? lines.filter((line) => markOf(line.count) === "never") : [...lines];
  return kept.sort((one, other) => unusedOf(other.count) - unusedOf(one.count));
}

/** The rows of the matrix, with the line and its counts. */
export function rowsOf(
  answer: BoughtAndUsed,
  onlyNever: boolean,
): { line: BoughtLine; counts: BoughtCount[] }[] {
  const rows = answer.channels.map((line, at) => ({ line, counts: answer.cells[at] ?? [] }));
  return onlyNever ? rows.filter((row) => row.counts.some((count) => markOf(count) === "never")) : rows;
}
