import { describe, expect, it } from "vitest";
import { emptyPeriod, type PeriodDraft, periodBody, periodComplaints, periodOf } from "./period-draft";

const filled: PeriodDraft = {
  ...emptyPeriod,
  startChoice: "day",
  start: "2026-12-01",
  endChoice: "day",
  end: "2027-01-31",
};

/** Bodies that the form shows in full: each comes back as it was. */
const shown: [string, Record<string, unknown>][] = [
  ["two days", { start: "2026-12-01", end: "2027-01-31", zone: "territory" }],
  ["no start, no end", { end: "PERPETUAL", zone: "UTC" }],
  ["a term", { start: "2026-12-07", duration: "P13W", zone: "territory" }],
  [
    "an event that happened",
    {
      trigger: { event: "first_use", at: "2026-01-15", longstop: "2026-12-31" },
      duration: "P1Y",
      zone: "territory",
    },
  ],
  ["an event to come", { trigger: { event: "first_use" }, duration: "P1Y", zone: "territory" }],
  [
    "an option",
    {
      start: "2026-06-01",
      end: "2026-12-31",
      zone: "territory",
      option: { extends: "P6M", status: "exercised", exercise_by: "2026-11-15" },
    },
  ],
  ["going on by itself", { start: "2026-01-01", end: "2026-12-31", zone: "territory", auto_renew: true }],
  [
    "no clock named",
    {
      start: "2026-12-01",
      end: "2027-01-31",
      zone: "silent",
      zones: ["America/Los_Angeles", "Europe/Berlin"],
    },
  ],
];

describe("the period of a grant", () => {
  it.each(shown)("shows %s", (_, body) => {
    const draft = periodOf(body);
    expect(draft.periodRest).toEqual({});
    expect(periodBody(draft)).toEqual(body);
    expect(periodComplaints(draft)).toEqual({});
  });

  it("carries along what it does not show", () => {
    const body = {
      start: "2026-12-01T09:00:00Z",
      end: "2027-01-31T09:00:00Z",
      zone: "UTC",
      blackout: [{ start: "2026-12-24", end: "2026-12-26" }],
      option: { extends: "P1Y2M" },
      trigger: { event: "first_use", by: "licensor" },
    };
    expect(periodBody(periodOf(body))).toEqual(body);
  });

  it("writes 'in perpetuity' and 'the paper does not say' as two different answers", () => {
    expect(periodBody({ ...filled, endChoice: "perpetual" }).end).toBe("PERPETUAL");
    expect(periodBody({ ...filled, endChoice: "unstated" }).end).toBe("UNKNOWN");
    expect(periodOf({ start: "2026-12-01" }).endChoice).toBe("unstated");
  });

  it("names no start where the paper names none, even if a day was typed before", () => {
    expect(periodBody({ ...filled, startChoice: "unstated" })).not.toHaveProperty("start");
  });

  it("lets a chosen end replace a term", () => {
    const draft = periodOf({ start: "2026-01-01", duration: "P1Y" });
    expect(periodBody({ ...draft, endChoice: "perpetual" })).toEqual({
      start: "2026-01-01",
      end: "PERPETUAL",
      zone: "territory",
    });
  });

  it("asks for what is missing", () => {
    expect(periodComplaints(emptyPeriod)).toEqual({ "period.start": "chooseOne", "period.end": "chooseOne" });
    expect(periodComplaints({ ...filled, end: "2026-11-01" })).toEqual({ "period.end": "endBeforeStart" });
    expect(periodComplaints({ ...filled, endChoice: "term", term: "" })).toEqual({ "period.end": "term" });
    expect(periodComplaints({ ...filled, extends: "0" })).toEqual({ "period.option": "term" });
  });
});
