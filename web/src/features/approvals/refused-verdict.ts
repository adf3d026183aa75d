/** The verdict that came with a refusal, if this error is one. */
import { hasCode, verdictOf } from "@/api/problem";
import type { Verdict } from "@/api/types";

export function refusedVerdict(error: unknown): Verdict | undefined {
  return hasCode(error, "rights.not_cleared") ? verdictOf(error) : undefined;
}
