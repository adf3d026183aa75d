import { describe, expect, it } from "vitest";
import { countdown, urgency } from "@/lib/countdown";

const now = new Date("2026-11-22T12:00:00Z");

describe("the words of a countdown", () => {
  it.each([
    ["2026-11-22T12:00:30Z", "in less than a minute"],
    ["2026-11-22T12:12:59Z", "in 12 minutes"],
    ["2026-11-22T13:00:00Z", "in 1 hour"],
    ["2026-11-24T11:59:59Z", "in 47 hours"],
    ["2026-11-25T12:00:00Z", "in 3 days"],
    ["2026-12-20T12:00:00Z", "in 4 weeks"],
    ["2027-05-22T12:00:00Z", "in 5 months"],
    ["2031-11-22T12:00:00Z", "in 4 years"],
    ["2026-11-22T11:59:30Z", "just now"],
    ["2026-11-20T12:00:00Z", "2 days ago"],
  ])("say %s as '%s'", (instant, words) => {
    expect(countdown(instant, now)).toBe(words);
  });

  it("never promise more time than there is", () => {
    expect(countdown("2026-11-25T11:59:59Z", now)).toBe("in 2 days");
  });

  it("show what is no instant as it came", () => {
    expect(countdown("PERPETUAL", now)).toBe("PERPETUAL");
  });

  it("call a week soon, and the instant itself past", () => {
    expect(urgency("2026-11-29T11:59:59Z", now)).toBe("soon");
    expect(urgency("2026-11-29T12:00:00Z", now)).toBe("later");
    expect(urgency("2026-11-22T12:00:00Z", now)).toBe("past");
  });
});
