/** What a field says, as a text on screen and as what is sent. Pure. */
import type { Field, Vocabulary } from "@/api/types";

/** The name of a field in the reader's language, English where there is none. */
export function labelOf(field: Pick<Field, "key" | "labels">, language: string): string {
  return field.labels[language] ?? field.labels.en ?? field.key;
}

export function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.join("; ");
  return String(value);
}

/** What a field says as people read it: words of a vocabulary by what they are called now. */
export function namesOf(
  field: Pick<Field, "vocabulary">,
  value: unknown,
  vocabularies: readonly Pick<Vocabulary, "key" | "terms">[],
  language: string,
): string {
  const terms = vocabularies.find((one) => one.key === field.vocabulary)?.terms ?? [];
  const nameOf = (word: unknown) => {
    const term = terms.find((one) => one.key === word);
    return term === undefined ? String(word) : labelOf(term, language);
  };
  if (terms.length === 0 || textOf(value) === "") return textOf(value);
  return Array.isArray(value) ? value.map(nameOf).join("; ") : nameOf(value);
}

/** The entries of a list as it is typed. */
export function listOf(text: string): string[] {
  return text
    .split(";")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** What was typed, in the form of the field; null says nothing. A number that is none goes as it is and is refused. */
export function typedValue(field: Pick<Field, "kind">, text: string): unknown {
  if (text === "") return null;
  switch (field.kind) {
    case "number":
      return Number.isNaN(Number(text)) ? text : Number(text);
    case "boolean":
      return text === "true";
    case "list":
    case "multi_choice":
      return listOf(text);
    default:
      return text;
  }
}

/** The drafts that differ from what is on record, by key. */
export function changesOf(
  fields: readonly (Pick<Field, "key" | "kind"> & { value?: unknown })[],
  drafts: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const changed = fields.filter(
    (one) => drafts[one.key] !== undefined && drafts[one.key] !== textOf(one.value),
  );
  return Object.fromEntries(changed.map((one) => [one.key, typedValue(one, drafts[one.key] ?? "")]));
}

/** Ids in an address, comma-separated. */
export function idsOf(text: string | undefined): string[] {
  const named = (text ?? "").split(",").filter((one) => /^[0-9a-f-]{36}$/.test(one));
  return [...new Set(named)].slice(0, 500);
}
