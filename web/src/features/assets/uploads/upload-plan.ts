/** What somebody says about files while they are uploaded, and which steps record it. Pure. */
import { formatCount } from "@/lib/numbers";
import { isCivilDay } from "@/lib/use-context";

export type ChosenPaper = {
  id: string;
  reference: string;
  /** Grants of it whose terms hold for the files. */
  like: string[];
};

export type UploadPlan = {
  agreement: ChosenPaper | null;
  /** The first day on which they may be used; only with an agreement. */
  notBefore: string | null;
  person: { id: string; name: string } | null;
  release: ChosenPaper | null;
  credit: string;
  keywords: string[];
  collection: { id: string; name: string } | null;
};

export const emptyPlan: UploadPlan = {
  agreement: null,
  notBefore: null,
  person: null,
  release: null,
  credit: "",
  keywords: [],
  collection: null,
};

/** The doors a plan goes through, in this order: what describes the file first, what may clear it last. */
export const steps = ["details", "collection", "person", "release", "agreement"] as const;
export type Step = (typeof steps)[number];

export function stepsOf(plan: UploadPlan): Step[] {
  const wanted: Record<Step, boolean> = {
    details: plan.credit.trim() !== "" || plan.keywords.length > 0,
    collection: plan.collection !== null,
    // A release brings the person's right with it.
    person: plan.person !== null && plan.release === null,
    release: plan.release !== null,
    agreement: plan.agreement !== null,
  };
  return steps.filter((step) => wanted[step]);
}

/** Whether it says anything at all. */
export function isEmptyPlan(plan: UploadPlan): boolean {
  return stepsOf(plan).length === 0;
}

export type PlanComplaint = "agreement" | "release" | "notBefore";

/** Papers that were chosen without terms, and a day that is none. */
export function complaintsOf(plan: UploadPlan): PlanComplaint[] {
  const found: PlanComplaint[] = (["agreement", "release"] as const).filter(
    (which) => plan[which]?.like.length === 0,
  );
  return plan.notBefore === null || isCivilDay(plan.notBefore) ? found : [...found, "notBefore"];
}

export type Terms = {
  /** The grant that stands for all that say the same. */
  id: string;
  summary: string;
  kind: string;
  /** How much of it there may be: what tells terms apart that read the same. */
  limits: string[];
};

type GrantLike = { id: string; summary: string; body: Record<string, unknown>; clause_id?: string | null };

/** What only tells one grant from another, not its terms. */
const ownWords = ["interest", "interests", "agreement", "id", "no_document"];

function termsKey(grant: GrantLike, kind: string): string {
  const words = Object.entries(grant.body)
    .filter(([key]) => !ownWords.includes(key))
    .sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([kind, grant.clause_id ?? null, words]);
}

/** '50,000 copies' for each cap that can be read. */
function limitsOf(caps: unknown): string[] {
  if (!Array.isArray(caps)) return [];
  return caps.flatMap((cap: { limit?: unknown; metric?: unknown } | null) =>
    typeof cap?.limit === "number" && typeof cap.metric === "string"
      ? [`${formatCount(cap.limit)} ${cap.metric.replaceAll("_", " ")}`]
      : [],
  );
}

/** The distinct terms of an agreement: grants that say the same for other interests of one kind and holder stand once. */
export function termsOf(
  grants: readonly GrantLike[],
  interests: readonly { id: string; kind_name: string; holder: string; person?: string | null }[],
): Terms[] {
  const found = new Map<string, Terms>();
  for (const grant of grants) {
    const interest = interests.find((one) => one.id === grant.body.interest);
    if (interest === undefined) continue;
    const kind = `${interest.kind_name}${interest.holder === "" ? "" : `, ${interest.holder}`}`;
    const key = termsKey(grant, `${kind} ${interest.person ?? ""}`);
    const limits = limitsOf(grant.body.caps);
    if (!found.has(key)) found.set(key, { id: grant.id, summary: grant.summary, kind, limits });
  }
  return [...found.values()];
}
