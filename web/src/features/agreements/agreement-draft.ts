/** What a form holds of a paper's head, and what is sent of it. Pure. */
import type { Agreement, AgreementKind, NewAgreement } from "@/api/types";

export type HeaderDraft = {
  reference: string;
  title: string;
  kind: AgreementKind;
  licensor: string;
  licensee: string;
  signedOn: string;
  status: Agreement["status"];
  notes: string;
  /** One name a line. */
  coLicensors: string;
  coLicensees: string;
  beneficiaries: string;
  governingLaw: string;
  amends: string | null;
  replaces: string | null;
};

export const emptyHeader: HeaderDraft = {
  reference: "",
  title: "",
  kind: "licence",
  licensor: "",
  licensee: "",
  signedOn: "",
  status: "draft",
  notes: "",
  coLicensors: "",
  coLicensees: "",
  beneficiaries: "",
  governingLaw: "",
  amends: null,
  replaces: null,
};

export function headerOf(agreement: Agreement): HeaderDraft {
  return {
    ...agreement,
    signedOn: agreement.signed_on ?? "",
    coLicensors: agreement.co_licensors.join("\n"),
    coLicensees: agreement.co_licensees.join("\n"),
    beneficiaries: agreement.beneficiaries.join("\n"),
    governingLaw: agreement.governing_law,
    amends: agreement.amends ?? null,
    replaces: agreement.replaces ?? null,
  };
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function headerBody(draft: HeaderDraft): NewAgreement {
  return {
    reference: draft.reference.trim(),
    title: draft.title.trim(),
    kind: draft.kind,
    licensor: draft.licensor.trim(),
    licensee: draft.licensee.trim(),
    status: draft.status,
    notes: draft.notes,
    co_licensors: linesOf(draft.coLicensors),
    co_licensees: linesOf(draft.coLicensees),
    beneficiaries: linesOf(draft.beneficiaries),
    governing_law: draft.governingLaw.trim(),
    amends: draft.amends,
    replaces: draft.replaces,
    ...(draft.signedOn === "" ? {} : { signed_on: draft.signedOn }),
  };
}
