import { describe, expect, it } from "vitest";
import type { NewDutyRule } from "@/api/types";
import { dutyRuleBody, dutyRuleDraft, emptyDutyRule, missingOf } from "./duty-draft";

const rule: NewDutyRule = {
  key: "label:EU-AI-Act-50",
  title: "Disclosure of deepfakes in the EU",
  source: "Regulation (EU) 2024/1689, Article 50(4)",
  flag: "synthetic_person",
  territories: ["EU"],
  exclude: ["DK"],
  purposes: ["commercial.advertising"],
  period: { start: "2026-08-02", end: "PERPETUAL" },
  kind: "ai_label",
  text: "Say that it was made by artificial intelligence.",
};

describe("a duty rule as a draft", () => {
  it("comes back the same from the record", () => {
    expect(dutyRuleBody(dutyRuleDraft(rule))).toEqual(rule);
  });

  it("counts from the beginning and for ever where no day is given", () => {
    expect(dutyRuleBody(emptyDutyRule).period).toEqual({ end: "PERPETUAL", zone: "territory" });
  });

  it("asks for what it must say", () => {
    expect(missingOf(emptyDutyRule)).toEqual(["title", "key", "flag", "text"]);
    expect(missingOf(dutyRuleDraft(rule))).toEqual([]);
  });
});
