/** What differs between verdicts. Only words of the server are compared; nothing is inferred. Pure. */
import type { Verdict } from "@/api/types";

export const aspects = ["headline", "cleared", "reasons", "duties", "stands", "stable"] as const;
export type Aspect = (typeof aspects)[number];

/** What a verdict says of an aspect, one line each. */
export function linesOf(verdict: Verdict, aspect: Aspect): string[] {
  switch (aspect) {
    case "headline":
      return [verdict.headline];
    case "cleared":
      return verdict.cleared;
    case "reasons":
      return unique(verdict.reasons.map((reason) => reason.message));
    case "duties":
      return unique(verdict.duties.map((duty) => (duty.text === "" ? duty.id : duty.text)));
    case "stands":
      return unique(verdict.supports.flatMap((support) => support.agreement_reference ?? []));
    case "stable":
      return verdict.stable_until == null ? [] : [verdict.stable_until];
  }
}

function unique(lines: string[]): string[] {
  return [...new Set(lines)];
}

export type Row = { aspect: Aspect; differs: boolean; cells: string[][] };

/** Every aspect with what each verdict says, those that differ first. */
export function rowsOf(verdicts: readonly Verdict[]): Row[] {
  const rows = aspects.map((aspect) => {
    const cells = verdicts.map((verdict) => linesOf(verdict, aspect));
    const same = cells.every((lines) => sorted(lines) === sorted(cells[0] ?? []));
    return { aspect, differs: !same, cells };
  });
  return [...rows.filter((row) => row.differs), ...rows.filter((row) => !row.differs)];
}

function sorted(lines: readonly string[]): string {
  return [...lines].sort().join("\n");
}

/** Whether a line stands in this cell and not in every other. */
export function isOwn(row: Row, line: string): boolean {
  return !row.cells.every((lines) => lines.includes(line));
}
