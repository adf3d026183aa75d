/** Reads a refusal to publish: everything that is missing, as the server listed it. Pure. */
import { ProblemError, sentenceOf, verdictOf } from "@/api/problem";
import type { Reason, Verdict } from "@/api/types";

export type Readiness = {
  /** The answer to 'why not' in one sentence. */
  sentence: string;
  /** What stands in the way besides the rights, and the rights as one line each. */
  missing: { code: string; message: string }[];
  /** The verdict of the refusal, for the 'Why?' panel. */
  verdict: Verdict | undefined;
};

function isMissing(value: unknown): value is { code: string; message: string } {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}

function listOf(value: unknown): { code: string; message: string }[] {
  return Array.isArray(value) ? value.filter(isMissing) : [];
}

/** Null when the error is no refusal but a failure: then nothing is known about readiness. */
export function readinessOf(error: unknown): Readiness | null {
  if (!(error instanceof ProblemError) || error.status !== 409) return null;
  const verdict = verdictOf(error);
  const reasons: Pick<Reason, "code" | "message">[] = verdict?.reasons ?? listOf(error.member("reasons"));
  const seen = new Set<string>();
  const missing = [...listOf(error.member("missing")), ...reasons]
    .map(({ code, message }) => ({ code, message }))
    // The sentence of a verdict often ends with its reason: said once is enough.
    .filter((one, _, all) => !all.some((other) => other !== one && other.message.endsWith(` ${one.message}`)))
    .filter(({ code, message }) => {
      const key = `${code} ${message}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  if (missing.length === 0) missing.push({ code: error.code, message: sentenceOf(error) });
  return { sentence: sentenceOf(error), missing, verdict };
}

/** What a reader can do about it: the kind of step that would remove the obstacle. */
export function stepFor(code: string): "approval" | "rendition" | "channel" | "asset" | "rights" {
  if (code.includes("approv")) return "approval";
  if (code.includes("rendition")) return "rendition";
  if (code.startsWith("channel.")) return "channel";
  if (code.startsWith("asset.")) return "asset";
  return "rights";
}
