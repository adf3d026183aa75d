import { describe, expect, it } from "vitest";
import type { BoughtAndUsed, BoughtLine } from "@/api/types";
import { linesOf, markOf, rowsOf, shareOf } from "./bought";
import { parseBoughtSearch } from "./bought-search";

const count = (bought: number, used: number, beyond = 0) => ({ bought, used, beyond });
const line = (key: string, bought: number, used: number): BoughtLine => ({
  key,
  family: null,
  count: count(bought, used),
  uses: used,
});

describe("what was bought and what was used", () => {
  it("marks what was never used apart from what was not granted", () => {
    expect([count(0, 0), count(4, 0), count(4, 1), count(4, 4), count(0, 0, 2)].map(markOf)).toEqual([
      "none",
      "never",
      "some",
      "all",
      "beyond",
    ]);
  });
  it("never rounds a part to all or to nothing", () => {
    expect([count(1000, 1), count(1000, 999), count(10, 10), count(10, 0), count(0, 0)].map(shareOf)).toEqual(
      [1, 99, 100, 0, 0],
    );
  });
  it("puts what was paid for and lies idle on top", () => {
    const lines = [line("a", 4, 4), line("b", 9, 1), line("c", 6, 0)];
    expect(linesOf(lines, false).map((one) => one.key)).toEqual(["b", "c", "a"]);
    expect(linesOf(lines, true).map((one) => one.key)).toEqual(["c"]);
  });
  it("keeps the counts with their channel", () => {
    const answer = {
      channels: [line("a", 4, 4), line("b", 2, 0)],
      cells: [
        [count(2, 2), count(2, 2)],
        [count(0, 0), count(2, 0)],
      ],
    } as unknown as BoughtAndUsed;
    expect(rowsOf(answer, true).map((row) => [row.line.key, row.counts.length])).toEqual([["b", 2]]);
  });
  it("reads its address", () => {
    expect(parseBoughtSearch({ view: "matrix", only: "all" })).toEqual({ view: "matrix" });
  });
});
