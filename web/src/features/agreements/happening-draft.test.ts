import { describe, expect, it } from "vitest";
import { dutyEventBody, dutyName, happeningOf, shares, usageBody } from "./happening-draft";

describe("what happens under a paper", () => {
  it("an event of a duty carries along what the form does not show", () => {
    const body = { duty: "d1", state: "fulfilled", at: "2026-11-02", by: "Mina", seen_by: "kept" };
    expect(dutyEventBody("d1", happeningOf(body))).toEqual(body);
  });

  it("an entry of the ledger says an amount, or a channel where channels are counted", () => {
    const draft = { ...happeningOf({}, "consumed"), qty: "500", channel: "tv", on: "2026-11-02" };
    expect(usageBody({ id: "c", kind: "cumulative" }, draft)).toEqual({
      cap: "c",
      state: "consumed",
      qty: 500,
      start: "2026-11-02",
    });
    expect(usageBody({ id: "c", kind: "distinct_channels" }, draft)).toMatchObject({ channel: "tv" });
  });

  it("a duty without words is called by its id", () => {
    expect(dutyName({ id: "credit:© Ida Lindqvist", text: "" })).toBe("Credit: © Ida Lindqvist");
    expect(dutyName({ id: "duty-1", text: "Send two copies" })).toBe("Send two copies");
  });

  it("the bar is never longer than the whole, however much was used", () => {
    expect(shares({ limit: 100, consumed: 40, reserved: 10, remaining: 50 })).toEqual({
      used: 40,
      reserved: 10,
    });
    const over = shares({ limit: 100, consumed: 150, reserved: 50, remaining: -100 });
    expect(over.used + over.reserved).toBeCloseTo(100);
    expect(shares({ limit: 4, consumed: 0, reserved: 0, remaining: 3 }).used).toBe(25);
  });
});
