/** The record of somebody shown as the form holds it, and back. Pure. */
import type { NewPersonShown, PersonShown } from "@/api/types";

export type PersonDraft = {
  name: string;
  bornOn: string;
  guardian: string;
  jurisdiction: string;
  contact: string;
  note: string;
};

export const emptyPerson: PersonDraft = {
  name: "",
  bornOn: "",
  guardian: "",
  jurisdiction: "",
  contact: "",
  note: "",
};

export function personDraft(person: PersonShown): PersonDraft {
  return {
    name: person.name,
    bornOn: person.born_on ?? "",
    guardian: person.guardian ?? "",
    jurisdiction: person.jurisdiction ?? "",
    contact: person.contact ?? "",
    note: person.note ?? "",
  };
}

/** All of it: a correction stands in place of the whole record. */
export function bodyOfPerson(draft: PersonDraft): NewPersonShown {
  const said = (text: string) => (text.trim() === "" ? null : text.trim());
  return {
    name: draft.name.trim(),
    born_on: said(draft.bornOn),
    guardian: said(draft.guardian),
    jurisdiction: said(draft.jurisdiction),
    contact: said(draft.contact),
    note: said(draft.note),
  };
}
