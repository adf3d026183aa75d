import { describe, expect, it } from "vitest";
import type { Agreement, Fact } from "@/api/types";
import { around, choicesOf, loose, missingFor, rulesOf, stepped, termsOf } from "./intake";

const fact = (id: string, clause: string | null, body: Record<string, unknown> = {}) =>
  ({ id, kind: "grant", clause_id: clause, body }) as unknown as Fact;

function paper(more: Partial<Agreement> = {}): Agreement {
  return {
    review: "draft",
    status: "executed",
    clauses: [{ id: "c1" }, { id: "c2" }],
    grants: [],
    restrictions: [],
    waivers: [],
    revocations: [],
    engagements: [],
    exclusivities: [],
    ...more,
  } as unknown as Agreement;
}

describe("what stands on which clause", () => {
  it("lists rules without a clause last, and only where there are some", () => {
    expect(choicesOf(paper())).toEqual(["c1", "c2"]);
    const one = paper({ grants: [fact("g1", "c2"), fact("g2", null)] });
    expect(choicesOf(one)).toEqual(["c1", "c2", loose]);
    expect(rulesOf(one, loose).map((each) => each.rule.id)).toEqual(["g2"]);
    expect(rulesOf(one, "c2").map((each) => each.list)).toEqual(["grants"]);
  });

  it("steps through the clauses and stops at both ends", () => {
    expect(stepped(["c1", "c2"], null, 1)).toBe("c1");
    expect(stepped(["c1", "c2"], "c1", 1)).toBe("c2");
    expect(stepped(["c1", "c2"], "c2", 1)).toBe("c2");
    expect(stepped(["c1", "c2"], "c1", -1)).toBe("c1");
    expect(stepped([], null, 1)).toBeNull();
  });

  it("names a duty and a cap of several grants once", () => {
    const body = {
      duties: [{ id: "d", text: "Credit", timing: "concurrent" }],
      caps: [{ id: "c", limit: 3, metric: "uses" }],
    };
    const terms = termsOf(rulesOf(paper({ grants: [fact("g1", "c1", body), fact("g2", "c1", body)] }), "c1"));
    expect(terms.map((term) => `${term.kind} ${term.words} ${term.detail}`)).toEqual([
      "duty Credit concurrent",
      "cap 3 uses",
    ]);
  });
});

describe("what is missing for the next step", () => {
  const open = { items: [{ code: "period.end" }, { code: "agreement.signature" }] } as never;

  it("asks a draft for a clause and a rule", () => {
    expect(missingFor(paper({ clauses: [] }), open, []).map((one) => one.what)).toEqual(["clause", "rule"]);
    expect(missingFor(paper({ grants: [fact("g", "c1")] }), open, [])).toEqual([]);
  });

  it("tells what stays open before it is reviewed, and what stands against it before it is approved", () => {
    const grants = [fact("g", "c1")];
    expect(missingFor(paper({ review: "extracted", grants }), open, [])).toEqual([
      { what: "bare", count: 1 },
      { what: "question", count: 1 },
    ]);
    const errors = [{ severity: "error" }, { severity: "warning" }] as never;
    const reviewed = paper({ review: "reviewed", status: "sent", grants });
    expect(missingFor(reviewed, open, errors).map((one) => one.what)).toEqual([
      "bare",
      "question",
      "signature",
      "error",
    ]);
  });
});

describe("quoted words in a text", () => {
  it("are found however the lines are broken, and not where they are not", () => {
    expect(around("1. The Licensee may\n   use it. 2.", "licensee may use it")).toEqual([
      "1. The ",
      "Licensee may\n   use it",
      ". 2.",
    ]);
    expect(around("Something else.", "use it")).toBeNull();
    expect(around("What (a+b) costs", "(a+b)")?.[1]).toBe("(a+b)");
  });
});
