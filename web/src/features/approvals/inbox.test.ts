import { describe, expect, it } from "vitest";
import type { Approval, Headline } from "@/api/types";
import { answersFor, apiQuery, byDueDate, nextAfter, parseInboxSearch, refusalOf } from "./inbox";

function approval(id: string, change: Partial<Approval> = {}): Approval {
  return {
    id,
    asset: { id: "a", title: "Harbour", thumbnail_url: null, color: null },
    version_id: "v",
    version_number: 1,
    version_hash: "00",
    is_current_version: true,
    use: { channels: ["print"], territories: ["DE"], start: "2026-12-01", end: "2026-12-31" },
    channel: null,
    note: "",
    state: "open",
    verdict: verdict("ALLOWED"),
    requested_by: { id: "p", name: "Mina" },
    requested_at: "2026-11-20T10:00:00Z",
    due_on: null,
    decisions: [],
    comments: [],
    can_decide: true,
    cannot_decide_because: null,
    ...change,
  } as Approval;
}

function verdict(headline: Headline): Approval["verdict"] {
  return { headline, sentence: "In words.", verdict_id: null, stable_until: null };
}

describe("the inbox", () => {
  it("asks for the open ones unless its address says otherwise", () => {
    expect(apiQuery(parseInboxSearch({}))).toEqual({ state: "open", mine: undefined, asset: undefined });
    expect(apiQuery(parseInboxSearch({ state: "all", mine: "true" }))).toMatchObject({
      state: undefined,
      mine: "true",
    });
    expect(parseInboxSearch({ state: "sideways", mine: "perhaps" })).toEqual({});
  });

  it("puts what is due first on top and what has no day last", () => {
    const list = [
      approval("none"),
      approval("late", { due_on: "2026-12-01" }),
      approval("soon", { due_on: "2026-11-23" }),
    ];
    expect(byDueDate(list).map((one) => one.id)).toEqual(["soon", "late", "none"]);
  });

  it("goes round to the first after the last, and nowhere when there is only one", () => {
    const list = [approval("1"), approval("2")];
    expect(nextAfter(list, "1")?.id).toBe("2");
    expect(nextAfter(list, "2")?.id).toBe("1");
    expect(nextAfter(list, undefined)?.id).toBe("1");
    expect(nextAfter([approval("1")], "1")).toBeUndefined();
    expect(nextAfter([], "1")).toBeUndefined();
  });
});

describe("approving", () => {
  it.each<[Headline, boolean]>([
    ["ALLOWED", true],
    ["ALLOWED_WITH_DUTIES", true],
    ["PARTIAL", false],
    ["CONDITIONAL", false],
    ["UNKNOWN", false],
    ["DENIED", false],
  ])("with %s is possible: %s", (headline, possible) => {
    expect(answersFor(approval("1", { verdict: verdict(headline) })).approve).toBe(possible);
  });

  it("is refused without a verdict: nothing counts as cleared by being absent", () => {
    expect(refusalOf(approval("1", { verdict: null }))).toEqual({ kind: "not_cleared" });
  });

  it("is refused in the server's words where the person may not decide", () => {
    const own = approval("1", { can_decide: false, cannot_decide_because: "You asked for it yourself." });
    expect(refusalOf(own)).toEqual({ kind: "may_not", sentence: "You asked for it yourself." });
    expect(answersFor(own)).toEqual({ approve: false, changes: false, decline: false });
  });

  it("is refused for old bytes, whatever the rights say", () => {
    expect(refusalOf(approval("1", { is_current_version: false }))).toEqual({ kind: "newer_version" });
  });

  it("leaves declining and asking for changes open when the rights are missing", () => {
    expect(answersFor(approval("1", { verdict: verdict("DENIED") }))).toEqual({
      approve: false,
      changes: true,
      decline: true,
    });
  });
});
