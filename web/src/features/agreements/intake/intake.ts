/** What stands on which clause, and what is missing for the next step. Pure. */
import type { Agreement, Fact, Finding, OpenQuestions } from "@/api/types";
import type { RuleList } from "../queries";

/** Chosen in place of a clause: the rules that stand on none. */
export const loose = "loose";

export const ruleLists = [
  "grants",
  "restrictions",
  "waivers",
  "revocations",
  "engagements",
  "exclusivities",
] as const satisfies readonly RuleList[];

export type RuleOf = { list: RuleList; rule: Fact };

/** The rules that stand on a clause, or on none. */
export function rulesOf(agreement: Agreement, clause: string): RuleOf[] {
  const stands = (rule: Fact) => (clause === loose ? rule.clause_id == null : rule.clause_id === clause);
  return ruleLists.flatMap((list) => agreement[list].filter(stands).map((rule) => ({ list, rule })));
}

/** What can be chosen, in order: the clauses as they were recorded, then the rules without one. */
export function choicesOf(agreement: Agreement): string[] {
  const ids = agreement.clauses.map((clause) => clause.id);
  return rulesOf(agreement, loose).length === 0 ? ids : [...ids, loose];
}

/** The choice so many steps away; the first where nothing is chosen. */
export function stepped(choices: readonly string[], chosen: string | null, by: 1 | -1): string | null {
  if (choices.length === 0) return null;
  const at = chosen === null ? -1 : choices.indexOf(chosen);
  if (at < 0) return choices[0] ?? null;
  return choices[Math.min(Math.max(at + by, 0), choices.length - 1)] ?? null;
}

export type Missing =
  | { what: "clause" | "rule" | "signature" }
  | { what: "bare" | "question" | "error"; count: number };

/** What a person should look at before the next step. Nothing of it is decided here: the server judges the step. */
export function missingFor(
  agreement: Agreement,
  open: OpenQuestions | undefined,
  findings: readonly Finding[] | undefined,
): Missing[] {
  const missing: Missing[] = [];
  const rules = ruleLists.reduce((sum, list) => sum + agreement[list].length, 0);
  const bare = agreement.clauses.filter((clause) => rulesOf(agreement, clause.id).length === 0).length;
  if (agreement.clauses.length === 0 && rules === 0) missing.push({ what: "clause" });
  if (rules === 0) missing.push({ what: "rule" });
  if (agreement.review === "draft") return missing;
  if (bare > 0) missing.push({ what: "bare", count: bare });
  const questions = open?.items.filter((one) => one.code !== "agreement.signature").length ?? 0;
  if (questions > 0) missing.push({ what: "question", count: questions });
  if (agreement.review !== "reviewed") return missing;
  if (agreement.status === "draft" || agreement.status === "sent") missing.push({ what: "signature" });
  const errors = findings?.filter((one) => one.severity === "error").length ?? 0;
  if (errors > 0) missing.push({ what: "error", count: errors });
  return missing;
}

export type Term = { kind: "duty" | "cap"; key: string; words: string; detail: string };

const text = (value: unknown) => (typeof value === "string" ? value : "");

/** What is owed for grants and how much they allow, each once, as it was recorded. */
export function termsOf(rules: readonly RuleOf[]): Term[] {
  const found = new Map<string, Term>();
  const each = (value: unknown, put: (part: Record<string, unknown>) => void) => {
    if (Array.isArray(value))
      for (const part of value) if (typeof part === "object" && part !== null) put(part);
  };
  for (const { rule } of rules) {
    each(rule.body.duties, (duty) => {
      const key = `duty ${text(duty.id)}`;
      const words = text(duty.text) || text(duty.kind) || text(duty.id);
      found.set(key, { kind: "duty", key, words, detail: text(duty.timing) });
    });
    each(rule.body.caps, (cap) => {
      const key = `cap ${text(cap.id)}`;
      found.set(key, {
        kind: "cap",
        key,
        words: String(cap.limit ?? ""),
        detail: text(cap.metric) || "uses",
      });
    });
  }
  return [...found.values()];
}

/** The parts of a text before, at and after words, however they are broken into lines; nothing where they are not. */
export function around(whole: string, quote: string): [string, string, string] | null {
  const words = quote
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return null;
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = new RegExp(escaped.join("\\s+"), "i").exec(whole);
  if (found === null) return null;
  const end = found.index + found[0].length;
  return [whole.slice(0, found.index), found[0], whole.slice(end)];
}
