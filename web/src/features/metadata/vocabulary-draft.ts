/** A vocabulary as the form holds it: words in order, each with a key that stays. Pure. */
import type { Term, Vocabulary } from "@/api/types";

export type VocabularyDraft = {
  key: string;
  labels: Record<string, string>;
  terms: Term[];
};

export function draftOf(vocabulary: Vocabulary | undefined): VocabularyDraft {
  return {
    key: vocabulary?.key ?? "",
    labels: vocabulary?.labels ?? { en: "" },
    terms: vocabulary?.terms ?? [],
  };
}

/** A key from a word: 'Snow & ice' is 'snow_ice'. */
export function keyFrom(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
}

/** Words, one a line, put at the end. A word whose key is there already is passed over. */
export function withWords(terms: readonly Term[], lines: string): Term[] {
  const next = [...terms];
  const known = new Set(terms.map((term) => term.key));
  for (const word of lines.split("\n").map((line) => line.trim())) {
    const key = keyFrom(word);
    if (key === "" || known.has(key)) continue;
    known.add(key);
    next.push({ key, labels: { en: word }, parent: null, retired: false });
  }
  return next;
}

/** One step up or down among the words below the same one. */
export function moved(terms: readonly Term[], key: string, step: -1 | 1): Term[] {
  const from = terms.findIndex((term) => term.key === key);
  const parent = terms[from]?.parent ?? null;
  let to = from + step;
  while (terms[to] !== undefined && (terms[to]?.parent ?? null) !== parent) to += step;
  const next = [...terms];
  const [one, other] = [terms[from], terms[to]];
  if (one === undefined || other === undefined) return next;
  next[from] = other;
  next[to] = one;
  return next;
}

export function changed(terms: readonly Term[], key: string, next: Partial<Term>): Term[] {
  return terms.map((term) => (term.key === key ? { ...term, ...next } : term));
}

/** Without a word; what stood below it stands a step higher. */
export function without(terms: readonly Term[], key: string): Term[] {
  const gone = terms.find((term) => term.key === key);
  return terms
    .filter((term) => term.key !== key)
    .map((term) => (term.parent === key ? { ...term, parent: gone?.parent ?? null } : term));
}

/** A word in one language; empty takes it away, except in English, which is always there. */
export function renamed(term: Term, language: string, word: string): Partial<Term> {
  const { [language]: _, ...others } = term.labels;
  if (word === "" && language !== "en") return { labels: others };
  return { labels: { ...others, [language]: word } };
}

/** The words that may stand above one: neither itself nor what is below it. */
export function possibleParents(terms: readonly Term[], key: string): Term[] {
  const above = new Map(terms.map((term) => [term.key, term.parent ?? null]));
  const isBelow = (term: Term) => {
    let at: string | null = term.key;
    for (let depth = 0; at !== null && depth < 20; depth += 1) {
      if (at === key) return true;
      at = above.get(at) ?? null;
    }
    return false;
  };
  return terms.filter((term) => !isBelow(term));
}

/** Words without an English name, by their keys. */
export function nameless(terms: readonly Term[]): string[] {
  return terms.filter((term) => (term.labels.en ?? "").trim() === "").map((term) => term.key);
}
