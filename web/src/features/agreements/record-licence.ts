/**
 * Records a licence for an asset in one go: interest, agreement, clause, grants, review.
 * Each call's result is kept in `made`, so that after a refusal the person corrects the field and goes on:
 * nothing is written twice.
 */
import type { Agreement, NewAgreement, NewClause, NewInterest } from "@/api/types";
import { bodyFor, type GrantDraft } from "./grant-draft";
import * as calls from "./queries";

export type LicenceDraft = {
  /** Interests of the asset that the paper licenses; ids on record. */
  interests: string[];
  /** A right that is not on record yet. */
  newInterest: NewInterest | null;
  /** A paper on record, or the header of a new one. */
  agreement: { id: string } | { header: NewAgreement };
  grant: GrantDraft;
  clause: NewClause | null;
  noDocument: string | null;
  /** Take the paper through its review right away; it counts only then. */
  approve: boolean;
};

export type Made = {
  interest?: string;
  agreement?: Agreement;
  clause?: string;
  /** Interests that have their grant. */
  granted: string[];
};

export const nothingMade: Made = { granted: [] };

/** Which part of the form a refusal belongs to, for the step that is shown. */
export type Part = "interest" | "agreement" | "clause" | "grant" | "review";

export class LicenceRefused extends Error {
  readonly part: Part;
  constructor(part: Part, cause: unknown) {
    super("the licence was not recorded", { cause });
    this.name = "LicenceRefused";
    this.part = part;
  }
}

async function within<T>(part: Part, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new LicenceRefused(part, error);
  }
}

const steps: calls.Review[] = ["draft", "extracted", "reviewed", "approved"];

async function agreementOf(draft: LicenceDraft, made: Made): Promise<Agreement> {
  const wanted = draft.agreement;
  if (made.agreement === undefined) {
    return "id" in wanted ? calls.readAgreement(wanted.id) : calls.createAgreement(wanted.header);
  }
  // A second try after the person went back: the header may have been corrected.
  if ("id" in wanted)
    return made.agreement.id === wanted.id ? made.agreement : calls.readAgreement(wanted.id);
  return calls.changeAgreement(await calls.readAgreement(made.agreement.id), wanted.header);
}

/** Goes on from `made`, tells each step by `keep`, and answers the agreement as it then stands. */
export async function recordLicence(
  draft: LicenceDraft,
  made: Made,
  keep: (made: Made) => void,
): Promise<Agreement> {
  let now = made;
  const note = (next: Partial<Made>) => {
    now = { ...now, ...next };
    keep(now);
  };
  const { newInterest } = draft;
  if (newInterest !== null && now.interest === undefined) {
    note({ interest: (await within("interest", () => calls.createInterest(newInterest))).id });
  }
  const agreement = await within("agreement", () => agreementOf(draft, now));
  note({ agreement });
  const { clause } = draft;
  if (clause !== null && now.clause === undefined) {
    note({ clause: (await within("clause", () => calls.createClause(agreement.id, clause))).id });
  }
  const evidence =
    now.clause !== undefined
      ? { clause_id: now.clause }
      : draft.noDocument !== null
        ? { no_document: draft.noDocument }
        : {};
  for (const interest of [...draft.interests, ...(now.interest === undefined ? [] : [now.interest])]) {
    if (now.granted.includes(interest)) continue;
    const body = bodyFor(draft.grant, interest);
    await within("grant", () => calls.createRule(agreement.id, "grants", { body, ...evidence }));
    note({ granted: [...now.granted, interest] });
  }
  let reviewed = agreement;
  if (draft.approve) {
    for (const step of steps.slice(steps.indexOf(agreement.review) + 1)) {
      reviewed = await within("review", () => calls.moveReview(agreement.id, step));
      note({ agreement: reviewed });
    }
  }
  return reviewed;
}
