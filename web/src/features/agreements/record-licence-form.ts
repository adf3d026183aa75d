/** The state of the guided dialog, and what it sends. Pure. */
import type { AssetRef } from "@/api/types";
import { emptyHeader, type HeaderDraft, headerBody } from "./agreement-draft";
import { clauseBody, type EvidenceDraft, emptyEvidence } from "./evidence-field";
import { emptyGrant, type GrantDraft } from "./grant-draft";
import type { LicenceDraft, Part } from "./record-licence";

export type Step = "paper" | "scope" | "proof";

export type LicenceForm = {
  asset: string;
  /** Rights on record that the paper is about, or a new one. */
  interestChoice: "known" | "new";
  interests: string[];
  kind: string | null;
  holder: string;
  subject: string;
  completeness: "none" | "partial" | "complete";
  paperChoice: "new" | "known";
  agreementId: string | null;
  header: HeaderDraft;
  grant: GrantDraft;
  evidence: EvidenceDraft;
  approve: boolean;
};

export function newLicenceForm(asset: AssetRef, kind: string | undefined, mayApprove: boolean): LicenceForm {
  return {
    asset: asset.id,
    interestChoice: kind === undefined ? "known" : "new",
    interests: [],
    // Nearly every first licence is about the picture itself.
    kind: kind ?? "copyright.work",
    holder: "",
    subject: "",
    completeness: "partial",
    paperChoice: "new",
    agreementId: null,
    header: { ...emptyHeader, title: `Licence for ${asset.title}` },
    grant: emptyGrant,
    evidence: { ...emptyEvidence, choice: "quote" },
    approve: mayApprove,
  };
}

/** True when the form asks for a right that is not on record: chosen so, or none is there to choose. */
export function asksNewInterest(form: LicenceForm, someOnRecord: boolean): boolean {
  return form.interestChoice === "new" || !someOnRecord;
}

export function firstStepErrors(
  form: LicenceForm,
  someOnRecord: boolean,
): Partial<Record<string, "choose" | "fill">> {
  const found: Partial<Record<string, "choose" | "fill">> = {};
  if (asksNewInterest(form, someOnRecord)) {
    if (form.kind === null) found.kind = "choose";
  } else if (form.interests.length === 0) found.interest = "choose";
  if (form.paperChoice === "known") {
    if (form.agreementId === null) found.agreement = "choose";
  } else {
    if (form.header.reference.trim() === "") found.reference = "fill";
    if (form.header.title.trim() === "") found.title = "fill";
  }
  return found;
}

export function licenceDraft(form: LicenceForm): LicenceDraft {
  const isNew = form.kind !== null && (form.interestChoice === "new" || form.interests.length === 0);
  return {
    interests: isNew ? [] : form.interests,
    newInterest: isNew
      ? {
          asset: form.asset,
          kind: form.kind ?? "",
          holder: form.holder.trim() === "" ? form.header.licensor.trim() : form.holder.trim(),
          subject: form.subject.trim(),
          completeness: form.completeness,
        }
      : null,
    agreement:
      form.paperChoice === "known" && form.agreementId !== null
        ? { id: form.agreementId }
        : { header: headerBody(form.header) },
    grant: form.grant,
    clause: form.evidence.choice === "quote" ? clauseBody(form.evidence) : null,
    noDocument: form.evidence.choice === "none" ? form.evidence.reason.trim() : null,
    approve: form.approve,
  };
}

/** The step that shows the field a refusal is about. */
export function stepOf(part: Part): Step {
  if (part === "interest" || part === "agreement") return "paper";
  return part === "grant" ? "scope" : "proof";
}
