/** Errors of the API as values with a sentence (RFC 9457). */
import i18next from "i18next";
import type { Problem, Verdict } from "@/api/types";

/** What every failed call throws. `status` 0 means that no answer came. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail === "" ? problem.title : problem.detail);
    this.name = "ProblemError";
    this.problem = problem;
  }
  get status(): number {
    return this.problem.status;
  }
  get code(): string {
    return this.problem.code;
  }
  /** A member that only some codes have (RFC 9457, 3.2): not in the document, so nothing is known of its shape. */
  member(name: string): unknown {
    return Object.getOwnPropertyDescriptor(this.problem, name)?.value;
  }
}

export const unreachable: Problem = {
  type: "about:blank",
  title: "No answer",
  status: 0,
  code: "network.unreachable",
  detail: "",
};

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "status" in value;
}

/** Reads the problem of a failed answer; an answer that is none becomes one with the code `http.<status>`. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) return body;
  return {
    type: "about:blank",
    title: response.statusText === "" ? `HTTP ${response.status}` : response.statusText,
    status: response.status,
    code: `http.${response.status}`,
    detail: "",
  };
}

/** The sentence a person reads: ours for the code, else the server's. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ProblemError)) return i18next.t("ui:problem.unexpected");
  const key = `ui:problem.codes.${error.code.replaceAll(".", "_")}`;
  if (i18next.exists(key)) return i18next.t(key as never);
  if (error.problem.detail !== "") return error.problem.detail;
  return error.problem.title;
}

export function hasCode(error: unknown, code: string): error is ProblemError {
  return error instanceof ProblemError && error.code === code;
}

function isVerdict(value: unknown): value is Verdict {
  return typeof value === "object" && value !== null && "headline" in value && "reasons" in value;
}

/** The verdict a refusal came with. */
export function verdictOf(error: ProblemError): Verdict | undefined {
  const verdict = error.member("verdict");
  return isVerdict(verdict) ? verdict : undefined;
}
