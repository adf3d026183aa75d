import { describe, expect, it } from "vitest";
import { byPhase, phaseOf } from "./phase";

const days = (starts_on: string, ends_on: string) => ({ starts_on, ends_on });

describe("a campaign", () => {
  it("runs from its first day to the end of its last", () => {
    const winter = days("2026-12-01", "2026-12-31");
    expect(phaseOf(winter, "2026-11-30")).toBe("planned");
    expect(phaseOf(winter, "2026-12-01")).toBe("running");
    expect(phaseOf(winter, "2026-12-31")).toBe("running");
    expect(phaseOf(winter, "2027-01-01")).toBe("over");
  });

  it("stands before those that are planned, and those before the ones that are over", () => {
    const over = days("2026-01-01", "2026-02-01");
    const longOver = days("2025-01-01", "2025-02-01");
    const running = days("2026-11-01", "2026-11-30");
    const next = days("2026-12-01", "2026-12-31");
    const later = days("2027-03-01", "2027-03-31");
    expect(byPhase([longOver, later, over, next, running], "2026-11-22")).toEqual([
      running,
      next,
      later,
      over,
      longOver,
    ]);
  });
});
