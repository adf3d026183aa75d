/** What the list of open questions says of itself. Pure. */
import type { Question } from "@/api/types";

export type Looked = {
  questions: number;
  /** Assets of all questions together; an asset in two questions counts twice, as it was worked out twice. */
  assets: number;
  looked: number;
};

export function lookedAt(questions: readonly Question[]): Looked {
  const sum = (of: (one: Question) => number) => questions.reduce((total, one) => total + of(one), 0);
  return {
    questions: questions.length,
    assets: sum((one) => one.assets),
    looked: sum((one) => one.assets_looked_at),
  };
}

const known = [
  "agreement_review",
  "agreement_signature",
  "period_end",
  "territory_group",
  "duty_before_use",
  "revocation_disputed",
  "component_suspected",
] as const;

export type QuestionWord = (typeof known)[number];

/** The code as a key of the texts; undefined for one that is new on the server. */
export function wordOf(code: string): QuestionWord | undefined {
  return known.find((one) => one === code.replaceAll(".", "_"));
}
