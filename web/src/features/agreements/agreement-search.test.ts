import { describe, expect, it } from "vitest";
import { endOfKnown, parseAgreementSearch } from "./agreement-search";

describe("the record of an earlier day", () => {
  it("keeps a day and forgets what is none", () => {
    expect(parseAgreementSearch({ known: "2026-11-02" })).toEqual({ known: "2026-11-02" });
    expect(parseAgreementSearch({ known: "yesterday" })).toEqual({});
  });

  it("means the end of that day, and now for today and later", () => {
    const now = new Date("2026-11-22T12:00:00");
    expect(endOfKnown("2026-11-21", now)).toBe(new Date("2026-11-21T23:59:59.999").toISOString());
    expect(endOfKnown("2026-11-22", now)).toBeUndefined();
    expect(endOfKnown(undefined, now)).toBeUndefined();
  });
});
