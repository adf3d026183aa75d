import { describe, expect, it } from "vitest";
import type { CapLine, ExclusivityLine } from "@/api/types";
import { capsOf, exclusivitiesOf, strainOf } from "./ledgers";
import { parseLedgersSearch } from "./ledgers-search";

const paper = (reference: string) => ({
  id: reference,
  reference,
  title: "Winter",
  licensor: "Studio Nord",
  is_definite: true,
});
const cap = (reference: string, remaining: number, daysLeft?: number): CapLine => ({
  agreement: paper(reference),
  cap: "copies",
  kind: "cumulative",
  metric: "copies",
  limit: 100,
  consumed: 100 - remaining,
  reserved: 0,
  remaining,
  entries: 1,
  days_left: daysLeft,
});
const line = (
  reference: string,
  direction: string,
  more: Partial<ExclusivityLine> = {},
): ExclusivityLine => ({
  agreement: paper(reference),
  fact: reference,
  direction,
  holder: "Rival",
  summary: "Rival has it alone",
  conflicts: [],
  forbids_live: [],
  ...more,
});

describe("caps", () => {
  const caps = [cap("A", 80, 200), cap("B", 5), cap("C", 0), cap("D", -3), cap("E", 60, 12)];
  it("says how each stands", () => {
    expect(caps.map(strainOf)).toEqual(["fine", "close", "reached", "over", "close"]);
    expect(strainOf({ ...cap("F", 0), limit: 0 })).toBe("reached");
  });
  it("puts the one with least left on top, or the one that is reached soonest", () => {
    const order = (sort?: "soonest" | "paper") =>
      capsOf(caps, { sort }).map((one) => one.agreement.reference);
    expect(order()).toEqual(["D", "C", "B", "E", "A"]);
    expect(order("soonest")).toEqual(["E", "A", "D", "C", "B"]);
    expect(order("paper")).toEqual(["A", "B", "C", "D", "E"]);
  });
  it("finds by words and shows only what is tight", () => {
    expect(capsOf(caps, { q: "nord b" }).map((one) => one.agreement.reference)).toEqual(["B"]);
    expect(capsOf(caps, { trouble: "yes" })).toHaveLength(4);
  });
});

describe("exclusivities", () => {
  const lines = [
    line("A", "ours"),
    line("B", "against_us", { conflicts: [{ message: "meets", region: [] }] }),
    line("C", "against_us", { forbids_live: ["p"] }),
  ];
  const order = (search: Parameters<typeof exclusivitiesOf>[1]) =>
    exclusivitiesOf(lines, search).map((one) => one.agreement.reference);
  it("puts what forbids something live on top, then what meets a grant", () => {
    expect(order({})).toEqual(["C", "B", "A"]);
  });
  it("shows one side, or only what meets something", () => {
    expect(order({ direction: "ours" })).toEqual(["A"]);
    expect(order({ trouble: "yes" })).toEqual(["C", "B"]);
    expect(order({ q: "zeppelin" })).toEqual([]);
  });
});

it("drops what is unreadable in the URL", () => {
  expect(parseLedgersSearch({ tab: "caps", sort: "size", direction: "both", trouble: "no", q: "" })).toEqual({
    tab: "caps",
  });
});
