import { describe, expect, it } from "vitest";
import { dayAt, placeOf, placeOfDays, positionOf, rangeOf, ticksOf, wholeDays } from "./geometry";

const december = { from: "2026-12-01", until: "2026-12-31" };
const year = { from: "2026-11-23", until: "2027-11-22" };

describe("places on an axis of days", () => {
  it("begins with the first day and ends after the last", () => {
    expect(positionOf("2026-12-01", december)).toBe(0);
    expect(positionOf("2027-01-01T00:00:00", december)).toBe(1);
    expect(positionOf("2026-12-16T12:00:00", december)).toBeCloseTo(0.5);
  });
  it("keeps what is outside at the edge", () => {
    expect(positionOf("2025-01-01", december)).toBe(0);
    expect(placeOf({ from: "2025-01-01T00:00:00", until: "2025-02-01T00:00:00" }, december).length).toBe(0);
  });
  it("draws days with their last one, and without an end up to the edge", () => {
    expect(placeOfDays({ from: "2026-12-01", until: "2026-12-31" }, december)).toEqual({
      start: 0,
      length: 1,
    });
    expect(placeOfDays({ from: "2026-12-31", until: null }, december).length).toBeCloseTo(1 / 31);
  });
  it("finds the day under a point", () => {
    expect(dayAt(0, december)).toBe("2026-12-01");
    expect(dayAt(0.999, december)).toBe("2026-12-31");
    expect(dayAt(1, december)).toBe("2026-12-31");
    expect(dayAt(-3, december)).toBe("2026-12-01");
  });
  it("a day lies where it is found again", () => {
    for (const day of ["2026-11-23", "2027-02-28", "2027-03-28", "2027-11-22"]) {
      expect(dayAt(positionOf(`${day}T12:00:00`, year), year)).toBe(day);
    }
  });
});

describe("whole days of a stretch", () => {
  it("ends on the day before the excluded end", () => {
    const slice = { from: "2026-12-01T00:00:00", until: "2027-01-01T00:00:00" };
    expect(wholeDays(slice)).toEqual(december);
  });
  it("leaves out days that are only partly in it", () => {
    const slice = { from: "2026-12-01T11:00:00", until: "2026-12-10T11:00:00" };
    expect(wholeDays(slice)).toEqual({ from: "2026-12-02", until: "2026-12-09" });
    expect(wholeDays({ from: "2026-12-01T11:00:00", until: "2026-12-01T12:00:00" })).toBeUndefined();
  });
});

describe("ticks", () => {
  it("names months, and the year in January", () => {
    const labels = ticksOf(year, 12).map((tick) => tick.label);
    expect(labels).toEqual([
      "Dec",
      "2027",
      "Feb",
      "Mar",
      "Apr",
      "May",
      "Jun",
      "Jul",
      "Aug",
      "Sep",
      "Oct",
      "Nov",
    ]);
  });
  it("thins out where there is no room", () => {
    expect(ticksOf(year, 4).map((tick) => tick.label)).toEqual(["2027", "Apr", "Jul", "Oct"]);
    expect(ticksOf({ from: "2026-01-01", until: "2028-12-31" }, 3).map((tick) => tick.label)).toEqual([
      "2026",
      "2027",
      "2028",
    ]);
  });
});

it("a range holds both ends, whichever comes first", () => {
  expect(rangeOf(3, 1)).toEqual([1, 2, 3]);
  expect(rangeOf(2, 2)).toEqual([2]);
});
