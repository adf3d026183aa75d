import { describe, expect, it } from "vitest";
import type { Verdict } from "@/api/types";
import { isOwn, rowsOf } from "./compare";
import { assetsOf, otherUse, parseCompareSearch, writeOther } from "./compare-search";

const verdict = (headline: string, cleared: string[], duties: string[] = []): Verdict =>
  ({
    headline,
    cleared,
    reasons: [],
    supports: [],
    duties: duties.map((text) => ({ id: text, text, kind: "duty", timing: "post", state: "owed" })),
    stable_until: null,
  }) as unknown as Verdict;

describe("what differs", () => {
  it("comes first, and what is the same after it", () => {
    const rows = rowsOf([verdict("PARTIAL", ["a", "b"], ["credit"]), verdict("PARTIAL", ["b"], ["credit"])]);
    expect(rows.map((row) => [row.aspect, row.differs]).slice(0, 2)).toEqual([
      ["cleared", true],
      ["headline", false],
    ]);
    const [first] = rows;
    expect(first !== undefined && [isOwn(first, "a"), isOwn(first, "b")]).toEqual([true, false]);
  });
  it("is not the order in which things are said", () => {
    const rows = rowsOf([verdict("ALLOWED", ["a", "b"]), verdict("ALLOWED", ["b", "a"])]);
    expect(rows.some((row) => row.differs)).toBe(false);
  });
});

describe("what the URL says", () => {
  const [one, two] = ["018f0000-0000-7000-8000-000000000001", "018f0000-0000-7000-8000-000000000002"];
  it("holds each asset once, four at most", () => {
    const ids = [one, two, one, "x", ...[3, 4, 5].map((n) => `018f0000-0000-7000-8000-00000000000${n}`)];
    expect(assetsOf(parseCompareSearch({ assets: ids.join(",") }))).toHaveLength(4);
    expect(parseCompareSearch({ assets: "x", known: "yesterday" })).toEqual({});
  });
  it("holds another use beside the one of the use bar", () => {
    const other = {
      channels: ["ads"],
      territories: ["DE", "AT"],
      from: "2026-12-01",
      until: "2026-12-31",
      purposes: [],
    };
    expect(otherUse(parseCompareSearch(writeOther(other)))).toEqual(other);
  });
});
