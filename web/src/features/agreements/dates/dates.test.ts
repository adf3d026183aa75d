import { describe, expect, it } from "vitest";
import type { DatedAgreement, RightsDate, Timeline } from "@/api/types";
import { alertOf, listed, nearnessOf, shownOf } from "./dates";
import { groupOf, parseDatesSearch } from "./dates-search";

const date = (on: string, kind: string, beyond = 0): RightsDate => ({
  kind,
  date: on,
  what: kind,
  action: "look",
  facts: [],
  live_beyond: beyond,
});
const paper = (reference: string, ...dates: RightsDate[]): DatedAgreement => ({
  id: reference,
  reference,
  title: reference,
  licensor: "",
  is_definite: true,
  live_uses: 0,
  terms: [],
  dates,
});
const timeline: Timeline = {
  today: "2026-11-22",
  from: "2026-11-22",
  until: "2027-11-21",
  left_out: 0,
  agreements: [
    paper("A", date("2026-12-01", "expiry"), date("2027-03-01", "duty")),
    paper("B", date("2027-05-01", "expiry", 2)),
    paper("C", date("2026-11-30", "start")),
  ],
};

describe("which days are shown", () => {
  it("puts what is in use when it ends on top, then the soonest", () => {
    expect(shownOf(timeline, {}).map((one) => one.reference)).toEqual(["B", "C", "A"]);
  });
  it("shows one kind of days, or only what live uses outlast", () => {
    expect(shownOf(timeline, { show: "duties" }).map((one) => one.dates.map((each) => each.kind))).toEqual([
      ["duty"],
    ]);
    expect(shownOf(timeline, { live: "yes" }).map((one) => one.reference)).toEqual(["B"]);
  });
  it("lists all days by day", () => {
    const days = listed(shownOf(timeline, {})).map(({ date: one }) => one.date);
    expect(days).toEqual(["2026-11-30", "2026-12-01", "2027-03-01", "2027-05-01"]);
  });
});

it("tells the day to act where it is not the day itself, and the alert that was reached", () => {
  const alert = {
    act_by: "2027-01-30",
    lead_days: 90,
    since: "2026-11-01",
    next_lead_days: 60,
    next_on: "2026-12-01",
  };
  const end = { ...date("2027-03-31", "expiry"), alert };
  expect(alertOf(end, "2026-11-22")).toEqual({
    actBy: "2027-01-30",
    reached: { lead: 90, since: "2026-11-01" },
    next: "2026-12-01",
  });
  const own = { ...end, date: "2027-01-30", alert: { ...alert, lead_days: null, since: null } };
  expect(alertOf(own, "2026-10-22")).toEqual({ actBy: null, reached: null, next: "2026-12-01" });
  expect(alertOf(end, "2027-02-01").reached).toBe("over");
  expect(alertOf(date("2027-01-01", "start"), "2026-11-22").reached).toBeNull();
});

it("says how near a day is", () => {
  const near = (day: string) => nearnessOf(day, "2026-11-22");
  expect([near("2026-11-21"), near("2026-12-22"), near("2026-12-23"), near("2027-02-21")]).toEqual([
    "past",
    "month",
    "quarter",
    "later",
  ]);
});

it("takes a kind it does not know for a day to act, and drops what is unreadable", () => {
  expect([groupOf("expiry"), groupOf("notice"), groupOf("somersault")]).toEqual(["ends", "acts", "acts"]);
  expect(parseDatesSearch({ show: "all", live: "no", from: "2027-01-01", until: "2026-01-01" })).toEqual({
    from: "2027-01-01",
  });
});
