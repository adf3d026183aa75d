import { describe, expect, it } from "vitest";
import { amountOf, lengthOf, lengthParts, minorOf } from "./money-words";

describe("amounts", () => {
  it("are counted in the smallest unit of their currency", () => {
    expect(minorOf("1,200.50", "EUR")).toBe(120050);
    expect(minorOf("1200", "EUR")).toBe(120000);
    expect(minorOf("1200", "JPY")).toBe(1200);
    expect(minorOf("1.250", "BHD")).toBe(1250);
  });
  it("with more digits than the currency has are none", () => {
    expect(minorOf("1.005", "EUR")).toBeNull();
    expect(minorOf("1.5", "JPY")).toBeNull();
  });
  it("that are nothing, or no number, are none", () => {
    for (const text of ["", "0", "-5", "1e9", "ten", "1.2.3"]) expect(minorOf(text, "EUR")).toBeNull();
  });
  it("come back as they were written", () => {
    expect(amountOf(120050, "EUR")).toBe("1200.50");
    expect(amountOf(1200, "JPY")).toBe("1200");
  });
});

describe("lengths", () => {
  it("of one unit are shown in parts and come back", () => {
    expect(lengthParts("P60D")).toEqual({ count: "60", unit: "D" });
    expect(lengthOf({ count: "3", unit: "M" })).toBe("P3M");
    expect(lengthParts(null)).toEqual({ count: "", unit: "D" });
  });
  it("of several units, and what is no number, are not guessed at", () => {
    expect(lengthParts("P1Y2M")).toBeNull();
    expect(lengthOf({ count: "", unit: "D" })).toBeNull();
    expect(lengthOf({ count: "1.5", unit: "M" })).toBeNull();
  });
});
