import { describe, expect, it } from "vitest";
import { typedDay } from "@/lib/typed-day";

describe("a typed day", () => {
  it("is read in the forms people write", () => {
    const forms = [
      "2026-12-01",
      "1 Dec 2026",
      " 01 december 2026",
      "Dec 1, 2026",
      "1. Dec 2026",
      "1.12.2026",
    ];
    expect(forms.map(typedDay)).toEqual(Array(6).fill("2026-12-01"));
    expect(typedDay("3 Sept 2027")).toBe("2027-09-03");
  });

  it("is nothing when it could be two days, or is none", () => {
    const unclear = [
      "3/4/2027",
      "31 Feb 2027",
      "2027-02-30",
      "1 Dec",
      "tomorrow",
      "1 Dec 3 2026",
      "1 Foo 2026",
      "",
    ];
    expect(unclear.map(typedDay)).toEqual(Array(8).fill(null));
  });
});
