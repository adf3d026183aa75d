/** Waivers, engagements and exclusivities as their form holds them, and back to the body the API takes. Pure. */
import { namesIn } from "./grant-draft";
import type { RuleList } from "./queries";
import { emptyScope, type ScopeDraft, scopeBody, scopeKeys, scopeOf } from "./scope-draft";

export type TermsList = Extract<RuleList, "waivers" | "engagements" | "exclusivities">;

/** The fields that are words, and those that are lists of words, by what is recorded. */
const texts = {
  waivers: ["restriction", "granted_by", "note"],
  engagements: ["actor", "relation"],
  exclusivities: ["holder", "direction"],
} as const;
const lists = { waivers: [], engagements: ["brands"], exclusivities: ["categories"] } as const;
const required: Record<TermsList, readonly string[]> = {
  waivers: ["restriction"],
  engagements: ["actor", "relation"],
  exclusivities: ["holder", "direction"],
};

export type TermsDraft = {
  interests: string[];
  texts: Record<string, string>;
  lists: Record<string, string[]>;
  scope: ScopeDraft;
  rest: Record<string, unknown>;
};

export function termsOf(list: TermsList, body: Record<string, unknown> = {}): TermsDraft {
  const known = new Set<string>([...texts[list], ...lists[list], ...scopeKeys, "interest", "interests"]);
  return {
    interests: [...new Set([...namesIn(body.interest), ...namesIn(body.interests)])],
    texts: Object.fromEntries(
      texts[list].map((key) => [key, typeof body[key] === "string" ? body[key] : ""]),
    ),
    lists: Object.fromEntries(lists[list].map((key) => [key, namesIn(body[key])])),
    scope: Object.keys(body).length === 0 ? emptyScope : scopeOf(body),
    rest: Object.fromEntries(Object.entries(body).filter(([key]) => !known.has(key))),
  };
}

export function termsBody(list: TermsList, draft: TermsDraft): Record<string, unknown> {
  const body: Record<string, unknown> = { ...draft.rest, ...scopeBody(draft.scope) };
  for (const [key, value] of Object.entries(draft.texts)) {
    if (value.trim() !== "") body[key] = value.trim();
  }
  for (const [key, values] of Object.entries(draft.lists)) {
    if (values.length > 0) body[key] = values;
  }
  if (list === "exclusivities") body.interests = draft.interests;
  return body;
}

/** The fields that are still to be filled in. */
export function termsMissing(list: TermsList, draft: TermsDraft): string[] {
  const missing = required[list].filter((key) => (draft.texts[key] ?? "").trim() === "");
  if (list === "exclusivities" && draft.interests.length === 0) missing.push("interest");
  const { start, end } = draft.scope;
  if (start !== "" && end !== "" && end < start) missing.push("period.end");
  return missing;
}
