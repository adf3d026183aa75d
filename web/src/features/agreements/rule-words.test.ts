import { describe, expect, it } from "vitest";
import { emptyGrant, type GrantDraft } from "./grant-draft";
import { andList, changesBetween, scopeSentence } from "./rule-words";

const names = {
  channel: (key: string) => ({ ig: "Instagram", print: "Print" })[key] ?? key,
  territory: (code: string) => ({ DE: "Germany", AT: "Austria", CH: "Switzerland" })[code] ?? code,
  purpose: (key: string) => ({ ads: "advertising" })[key] ?? key,
};
const grant: GrantDraft = {
  ...emptyGrant,
  channels: ["ig", "print"],
  territories: ["DE", "AT"],
  exclude: ["CH"],
  purposeChoice: "listed",
  purposes: ["ads"],
  startChoice: "day",
  start: "2026-01-01",
  endChoice: "day",
  end: "2026-12-31",
};

describe("a grant in words", () => {
  it("says where, on what, when and for what", () => {
    expect(scopeSentence(grant, names)).toBe(
      "Instagram and Print in Germany and Austria except Switzerland, from 1 Jan 2026 to 31 Dec 2026, for advertising.",
    );
  });

  it("says what is not answered yet instead of guessing", () => {
    expect(scopeSentence({ ...emptyGrant, channels: ["ig"] }, names)).toBe("Instagram in …, …, for ….");
    expect(scopeSentence(emptyGrant, names)).toBe("");
  });

  it("tells an end that is not stated from one that never comes", () => {
    expect(scopeSentence({ ...grant, endChoice: "perpetual" }, names)).toContain("in perpetuity");
    expect(scopeSentence({ ...grant, endChoice: "unstated" }, names)).toContain("does not state");
  });

  it("joins lists as people do", () => {
    expect(andList(["a", "b", "c"])).toBe("a, b and c");
    expect(andList([])).toBe("");
  });
});

describe("what a correction changes", () => {
  it("is listed field by field, nested fields by their path", () => {
    const before = {
      channels: ["ig"],
      period: { start: "2026-01-01", end: "2026-12-31" },
      future_media: true,
    };
    const after = { channels: ["ig"], period: { start: "2026-01-01", end: "PERPETUAL" }, brands: ["Acme"] };
    expect(changesBetween(before, after)).toEqual([
      { field: "period.end", before: "2026-12-31", after: "PERPETUAL" },
      { field: "future_media", before: "true", after: "" },
      { field: "brands", before: "", after: "Acme" },
    ]);
  });

  it("is nothing between equal bodies, and an empty list is no limit", () => {
    expect(changesBetween({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }], c: [] })).toEqual([]);
  });
});
