/** A duty rule as the form holds it, and back to the body the API takes. Pure. */
import type { DutyRule, NewDutyRule } from "@/api/types";
import { emptyScope, type ScopeDraft, scopeBody, scopeOf } from "../scope-draft";

export const dutyKinds = [
  "ai_label",
  "ad_disclosure",
  "notice",
  "credit",
  "report",
  "metadata_keep",
] as const;

export type DutyRuleDraft = ScopeDraft & {
  key: string;
  title: string;
  source: string;
  flag: string;
  kind: string;
  text: string;
  reason: string;
};

export const emptyDutyRule: DutyRuleDraft = {
  ...emptyScope,
  key: "",
  title: "",
  source: "",
  flag: "",
  kind: "ai_label",
  text: "",
  reason: "",
};

/** A rule on record or a proposal, to be looked at and saved. */
export function dutyRuleDraft(rule: NewDutyRule | DutyRule): DutyRuleDraft {
  return {
    ...scopeOf(rule as unknown as Record<string, unknown>),
    key: rule.key,
    title: rule.title,
    source: rule.source ?? "",
    flag: rule.flag,
    kind: rule.kind,
    text: rule.text,
    reason: "",
  };
}

export function dutyRuleBody(draft: DutyRuleDraft): NewDutyRule {
  const { period, ...scope } = scopeBody(draft);
  const said = (key: "source" | "reason") => (draft[key].trim() === "" ? {} : { [key]: draft[key].trim() });
  return {
    ...scope,
    key: draft.key.trim(),
    title: draft.title.trim(),
    flag: draft.flag,
    kind: draft.kind,
    text: draft.text.trim(),
    // Without a day it counts from the beginning and for ever.
    period: (period as Record<string, unknown> | undefined) ?? { end: "PERPETUAL", zone: "territory" },
    ...said("source"),
    ...said("reason"),
  };
}

export function missingOf(draft: DutyRuleDraft): (keyof DutyRuleDraft)[] {
  return (["title", "key", "flag", "text"] as const).filter((key) => draft[key].trim() === "");
}
