import { describe, expect, it } from "vitest";
import { addDays, daysBetween, formatDay, formatDayRange, formatInstant } from "@/lib/dates";
import { dateWindows } from "@/ui/date-range/presets";

describe("a range of days in words", () => {
  it("have three letters for each month, whatever the browser calls short", () => {
    expect(formatDay("2026-09-03")).toBe("3 Sep 2026");
    expect(formatInstant("2026-09-03T10:05:00Z")).toMatch(/^3 Sep 2026, \d\d:05$/);
    expect(formatInstant("soon")).toBe("soon");
  });

  it("names the year once where it is the same", () => {
    expect(formatDayRange("2026-12-01", "2026-12-31")).toBe("1 Dec to 31 Dec 2026");
    expect(formatDayRange("2026-12-01", "2027-01-31")).toBe("1 Dec 2026 to 31 Jan 2027");
    expect(formatDayRange("2026-12-24", "2026-12-24")).toBe("24 Dec 2026");
  });

  it("says which end is open", () => {
    expect(formatDayRange("2026-12-01", undefined)).toBe("from 1 Dec 2026");
    expect(formatDayRange(undefined, "2026-12-31")).toBe("until 31 Dec 2026");
  });
});

describe("civil days", () => {
  it("are counted across the change of clocks", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(addDays("2026-10-24", 2)).toBe("2026-10-26");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  });
});

describe("the windows people plan in", () => {
  const windows = Object.fromEntries(dateWindows("2026-11-22").map(({ name, window }) => [name, window]));

  it("end on their last day", () => {
    expect(windows.next30).toEqual({ from: "2026-11-22", until: "2026-12-21" });
    expect(windows.thisMonth).toEqual({ from: "2026-11-01", until: "2026-11-30" });
    expect(windows.thisQuarter).toEqual({ from: "2026-10-01", until: "2026-12-31" });
  });

  it("reach into the next year", () => {
    expect(windows.nextMonth).toEqual({ from: "2026-12-01", until: "2026-12-31" });
    expect(windows.nextQuarter).toEqual({ from: "2027-01-01", until: "2027-03-31" });
    expect(windows.nextYear).toEqual({ from: "2027-01-01", until: "2027-12-31" });
  });
});
