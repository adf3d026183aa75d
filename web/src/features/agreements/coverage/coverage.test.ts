import { describe, expect, it } from "vitest";
import type { Coverage, CoverageSlice } from "@/api/types";
import { emptyUse } from "@/lib/use-context";
import {
  askOf,
  columnsOf,
  isEmptyRow,
  joinedDays,
  moved,
  rowsOf,
  selectionOf,
  spanWords,
  toneOf,
} from "./coverage";
import { marketsOf, parseCoverageSearch, windowOf } from "./coverage-search";

function slice(from: string, until: string, state: string, more: Partial<CoverageSlice> = {}): CoverageSlice {
  const [start, end] = [`${from}T00:00:00`, `${until}T00:00:00`];
  return { from: start, until: end, state, reasons: [], supports: [], duties: [], assets: [0], ...more };
}

const reason = (code: string) => ({ code, message: "", path: [], region: "" }) as Coverage["reasons"][number];

const coverage: Coverage = {
  use: { channels: [], territories: ["DACH", "FR"], start: "2026-12-01", end: "2026-12-31" },
  belief_at: "2026-11-22T00:00:00Z",
  assets: [],
  assets_left_out: 0,
  rows: [
    { key: "owned", channels: ["owned.site", "owned.email"] },
    { key: "owned.site", channels: ["owned.site"], parent: 0 },
    { key: "owned.email", channels: ["owned.email"], parent: 0 },
    { key: "radio", channels: ["radio"] },
  ],
  columns: [
    { key: "DACH", territories: ["AT", "CH", "DE"] },
    { key: "AT", territories: ["AT", "DE"], parent: 0 },
    { key: "CH", territories: ["CH"], parent: 0 },
    { key: "FR", territories: ["FR"] },
  ],
  cells: [
    [0, 1, 2, 2],
    [1, 1, 2, 2],
    [2, 2, 2, 2],
    [2, 2, 2, 2],
  ],
  lanes: [
    [slice("2026-12-01", "2027-01-01", "PARTIAL")],
    [
      slice("2026-12-01", "2026-12-15", "ALLOWED"),
      slice("2026-12-15", "2027-01-01", "DENIED", { reasons: [1] }),
    ],
    [slice("2026-12-01", "2027-01-01", "DENIED", { reasons: [0] })],
  ],
  reasons: [reason("NO_GRANT"), reason("EMBARGO")],
  supports: [],
  duties: [],
};

const none = new Set<number>();

describe("how a stretch looks", () => {
  it("keeps red for a no, and is quiet where nobody granted anything", () => {
    expect(toneOf(coverage.lanes[2]?.[0] as CoverageSlice, coverage.reasons)).toBe("none");
    expect(toneOf(coverage.lanes[1]?.[1] as CoverageSlice, coverage.reasons)).toBe("denied");
    const both = slice("2026-12-01", "2027-01-01", "DENIED", { reasons: [0, 1] });
    expect(toneOf(both, coverage.reasons)).toBe("denied");
  });
  it("draws a state it does not know as not known, never as something better", () => {
    expect(toneOf(slice("2026-12-01", "2027-01-01", "SPLENDID"), [])).toBe("unknown");
    expect(toneOf(slice("2026-12-01", "2027-01-01", "DENIED"), [])).toBe("denied");
  });
});

describe("what is in sight", () => {
  it("shows what is in a family only while it is open", () => {
    expect(rowsOf(coverage, none).map((row) => row.key)).toEqual(["owned", "radio"]);
    expect(rowsOf(coverage, new Set([0])).map((row) => row.key)).toEqual([
      "owned",
      "owned.site",
      "owned.email",
      "radio",
    ]);
    expect(columnsOf(coverage, none).map((column) => [column.key, column.opens])).toEqual([
      ["DACH", true],
      ["FR", false],
    ]);
  });
  it("knows lines in which nothing is granted", () => {
    expect([isEmptyRow(coverage, 0), isEmptyRow(coverage, 3)]).toEqual([false, true]);
  });
});

describe("what a choice asks", () => {
  const rows = rowsOf(coverage, new Set([0]));
  const columns = columnsOf(coverage, new Set([0]));
  const window = { from: "2026-12-01", until: "2026-12-14" };
  it("names the family when it is chosen with its parts, and the parts alone otherwise", () => {
    const all = selectionOf({ row: 0, column: 0, slice: 0 }, { row: 1, column: 1, slice: 0 }, window);
    expect(askOf(all, rows, columns, [])).toEqual({
      channels: ["owned"],
      territories: ["DACH"],
      ...window,
      purposes: [],
    });
    const part = selectionOf({ row: 2, column: 1, slice: 0 }, { row: 1, column: 2, slice: 0 }, window);
    expect(askOf(part, rows, columns, ["political"])).toEqual({
      channels: ["owned.site", "owned.email"],
      territories: ["AT", "DE", "CH"],
      ...window,
      purposes: ["political"],
    });
  });
  it("lasts from the first day of one stretch to the last of the other", () => {
    const [first, second] = coverage.lanes[1] as [CoverageSlice, CoverageSlice];
    expect(joinedDays(second, first)).toEqual({ from: "2026-12-01", until: "2026-12-31" });
    expect(joinedDays(first, first)).toEqual({ from: "2026-12-01", until: "2026-12-14" });
  });
});

describe("moving over the picture", () => {
  const lane = (row: number, column: number) => coverage.lanes[coverage.cells[row]?.[column] ?? 0] ?? [];
  const size = { rows: 4, columns: 4 };
  it("goes from stretch to stretch, then on to the next territory", () => {
    const first = { row: 1, column: 0, slice: 0 };
    const second = moved(first, "right", lane, size);
    expect(second).toEqual({ row: 1, column: 0, slice: 1 });
    const third = moved(second, "right", lane, size);
    expect(third).toEqual({ row: 1, column: 1, slice: 0 });
    expect(moved(third, "left", lane, size)).toEqual(second);
    expect(moved({ row: 0, column: 3, slice: 0 }, "right", lane, size)).toEqual({
      row: 0,
      column: 3,
      slice: 0,
    });
  });
  it("stays at the same time when it goes up and down, and within the picture", () => {
    const late = { row: 1, column: 0, slice: 1 };
    expect(moved(late, "up", lane, size)).toEqual({ row: 0, column: 0, slice: 0 });
    expect(moved({ row: 3, column: 0, slice: 0 }, "down", lane, size).row).toBe(3);
    expect(moved(late, "end", lane, size)).toEqual({ row: 1, column: 3, slice: 0 });
  });
});

it("says clocks only where a stretch does not begin and end with a day", () => {
  expect(spanWords(slice("2026-12-01", "2027-01-01", "ALLOWED"))).toBe("1 Dec to 31 Dec 2026");
  const cut = { from: "2026-12-01T00:00:00", until: "2026-12-10T11:00:00" };
  expect(spanWords(cut)).toBe("1 Dec 2026, 00:00 to 10 Dec 2026, 11:00");
});

describe("what the URL says", () => {
  it("keeps what is readable", () => {
    const id = "018f0000-0000-7000-8000-000000000001";
    expect(parseCoverageSearch({ asset: id, from: "2026-02-30", view: "map", markets: "DE" })).toEqual({
      asset: id,
      markets: "DE",
    });
    expect(parseCoverageSearch({ asset: "../x" })).toEqual({});
  });
  it("shows a year that holds the use, and the markets of the use", () => {
    const use = { ...emptyUse, territories: ["DE"], from: "2026-11-01", until: "2027-12-31" };
    expect(windowOf({}, use, "2026-11-22")).toEqual({ from: "2026-11-01", until: "2027-12-31" });
    expect(windowOf({}, emptyUse, "2028-02-29")).toEqual({ from: "2028-02-29", until: "2029-02-27" });
    expect(marketsOf({}, use)).toEqual(["DE"]);
    expect(marketsOf({ markets: "FR,CH" }, use)).toEqual(["FR", "CH"]);
    expect(marketsOf({}, emptyUse)).toHaveLength(5);
  });
});
