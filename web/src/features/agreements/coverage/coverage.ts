/**
 * What a picture of coverage shows: which rows and columns are open, how a stretch looks, what a selection asks.
 * The states come from the server; nothing here infers one. Pure.
 */
import type { Coverage, CoverageSlice } from "@/api/types";
import { formatDayRange } from "@/lib/dates";
import type { UseContext } from "@/lib/use-context";
import { rangeOf, type Window, wholeDays } from "@/ui/time-lanes/geometry";
import type { LaneTone } from "@/ui/time-lanes/tones";

/** Reasons by which nothing is granted here or now; every other reason to deny is somebody's no. */
const absences = new Set([
  "NO_GRANT",
  "EXPIRED",
  "NOT_STARTED",
  "CHANNEL_NOT_GRANTED",
  "TERRITORY_NOT_GRANTED",
  "PURPOSE_NOT_GRANTED",
  "CHANNEL_ADDED_AFTER_SIGNATURE",
  "RESERVED_CHANNEL_NOT_NAMED",
  "RESERVED_PURPOSE_NOT_NAMED",
]);

const tones: Record<string, LaneTone> = {
  ALLOWED: "allowed",
  ALLOWED_WITH_DUTIES: "duties",
  PARTIAL: "partial",
  CONDITIONAL: "conditional",
  DENIED: "denied",
};

/** How a stretch looks. Red is kept for a no; where only nobody has granted it, it is quiet. */
export function toneOf(slice: CoverageSlice, reasons: Coverage["reasons"]): LaneTone {
  if (slice.state === "DENIED" && slice.reasons.length > 0) {
    const all = slice.reasons.every((at) => absences.has(reasons[at]?.code ?? ""));
    if (all) return "none";
  }
  return tones[slice.state] ?? "unknown";
}

export type Heading = { index: number; key: string; leaves: string[]; parent?: number; opens: boolean };

type Axis = { key: string; leaves: string[]; parent: number | null | undefined }[];

/** The headings in sight: families, and what is in those that are open. */
export function headingsOf(axis: Axis, opened: ReadonlySet<number>): Heading[] {
  return axis.flatMap((one, index) => {
    if (one.parent != null && !opened.has(one.parent)) return [];
    const opens = one.parent == null && axis.some((other) => other.parent === index);
    return [{ index, key: one.key, leaves: one.leaves, parent: one.parent ?? undefined, opens }];
  });
}

export function rowsOf(coverage: Coverage, opened: ReadonlySet<number>): Heading[] {
  return headingsOf(
    coverage.rows.map((row) => ({ key: row.key, leaves: row.channels, parent: row.parent })),
    opened,
  );
}

export function columnsOf(coverage: Coverage, opened: ReadonlySet<number>): Heading[] {
  return headingsOf(
    coverage.columns.map((column) => ({
      key: column.key,
      leaves: column.territories,
      parent: column.parent,
    })),
    opened,
  );
}

export function laneOf(coverage: Coverage, row: number, column: number): CoverageSlice[] {
  return coverage.lanes[coverage.cells[row]?.[column] ?? -1] ?? [];
}

/** Families in which nothing is granted anywhere, the whole time: they are told in one line. */
export function isEmptyRow(coverage: Coverage, row: number): boolean {
  return coverage.columns.every((_, column) =>
    laneOf(coverage, row, column).every((slice) => toneOf(slice, coverage.reasons) === "none"),
  );
}

/** A local time as its day, with the clock where that is not midnight: '2026-12-10T11:00:00' as '2026-12-10 11:00'. */
function timeWords(time: string): string {
  return `${formatDayRange(time.slice(0, 10), time.slice(0, 10))}, ${time.slice(11, 16)}`;
}

/** '1 Dec 2026 to 31 Jan 2027'; with clocks where the bounds are within a day. */
export function spanWords(slice: { from: string; until: string }): string {
  const whole = slice.from.endsWith("T00:00:00") && slice.until.endsWith("T00:00:00");
  const days = whole ? wholeDays(slice) : undefined;
  if (days !== undefined) return formatDayRange(days.from, days.until);
  return `${timeWords(slice.from)} to ${timeWords(slice.until)}`;
}

/** A point of the picture: a row and a column in sight, and the stretch of its lane. */
export type Point = { row: number; column: number; slice: number };

export type Selection = { rows: number[]; columns: number[]; window: Window };

/** The rectangle between two points, over the days from one to the other. Positions are those in sight. */
export function selectionOf(from: Point, to: Point, window: Window): Selection {
  return { rows: rangeOf(from.row, to.row), columns: rangeOf(from.column, to.column), window };
}

/** The whole days of two stretches and what is between them. */
export function joinedDays(one: CoverageSlice, other: CoverageSlice): Window | undefined {
  const from = one.from < other.from ? one.from : other.from;
  const until = one.until > other.until ? one.until : other.until;
  return wholeDays({ from, until });
}

function named(headings: readonly Heading[], at: readonly number[]): string[] {
  const chosen = at.flatMap((index) => headings[index] ?? []);
  const open = new Set(chosen.map((one) => one.index));
  // What is in a family that is chosen too is named by it.
  const needed = chosen.filter((one) => one.parent === undefined || !open.has(one.parent));
  return [...new Set(needed.flatMap((one) => (one.parent === undefined ? [one.key] : one.leaves)))];
}

/** What a selection asks: the use it stands for. */
export function askOf(
  selection: Selection,
  rows: readonly Heading[],
  columns: readonly Heading[],
  purposes: string[],
): UseContext {
  return {
    channels: named(rows, selection.rows),
    territories: named(columns, selection.columns),
    from: selection.window.from,
    until: selection.window.until,
    purposes,
  };
}

/** Lanes that are alike, for reading: the columns of each, in order. */
export function alikeColumns(
  coverage: Coverage,
  row: number,
  columns: readonly Heading[],
): [number, Heading[]][] {
  const found = new Map<number, Heading[]>();
  for (const column of columns) {
    const lane = coverage.cells[row]?.[column.index] ?? -1;
    found.set(lane, [...(found.get(lane) ?? []), column]);
  }
  return [...found.entries()];
}

export type Move = "left" | "right" | "up" | "down" | "home" | "end";

/** Where the arrow keys lead. Up and down stay at the same time. */
export function moved(
  at: Point,
  move: Move,
  lane: (row: number, column: number) => readonly CoverageSlice[],
  size: { rows: number; columns: number },
): Point {
  const here = lane(at.row, at.column);
  const last = (row: number, column: number) => Math.max(0, lane(row, column).length - 1);
  switch (move) {
    case "left":
      if (at.slice > 0) return { ...at, slice: at.slice - 1 };
      return at.column > 0 ? { ...at, column: at.column - 1, slice: last(at.row, at.column - 1) } : at;
    case "right":
      if (at.slice < here.length - 1) return { ...at, slice: at.slice + 1 };
      return at.column < size.columns - 1 ? { ...at, column: at.column + 1, slice: 0 } : at;
    case "home":
      return { ...at, column: 0, slice: 0 };
    case "end":
      return { ...at, column: size.columns - 1, slice: last(at.row, size.columns - 1) };
    default: {
      const row = Math.min(size.rows - 1, Math.max(0, at.row + (move === "up" ? -1 : 1)));
      const time = here[at.slice]?.from ?? "";
      const found = lane(row, at.column).findIndex((slice) => slice.from <= time && time < slice.until);
      return { ...at, row, slice: Math.max(0, found) };
    }
  }
}
