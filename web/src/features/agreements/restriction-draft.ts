/** A restriction as the form holds it, and back to the body the API takes. Pure; unknown fields are carried along. */
import { isCivilDay } from "@/lib/use-context";
import { namesIn } from "./grant-draft";
import { emptyScope, type ScopeDraft, scopeBody, scopeKeys, scopeOf } from "./scope-draft";

/** How far it reaches; 'organisation' is everything the house has, and the word on record. */
export const reaches = ["agreement", "interest", "asset", "organisation"] as const;
export type Reach = (typeof reaches)[number];

export type RestrictionDraft = ScopeDraft & {
  reach: Reach | null;
  interest: string | null;
  asset: string | null;
  code: string | null;
  brands: string[];
  /** Brands it does not bind: everybody but them is bound. */
  brandsExcept: string[];
  categories: string[];
  /** Who alone is bound by it, as uses name them. */
  actors: string[];
  rest: Record<string, unknown>;
};

export const emptyRestriction: RestrictionDraft = {
  ...emptyScope,
  reach: null,
  interest: null,
  asset: null,
  code: "PROHIBITED",
  brands: [],
  brandsExcept: [],
  categories: [],
  actors: [],
  rest: {},
};

const text = (value: unknown) => (typeof value === "string" ? value : null);

export function restrictionOf(body: Record<string, unknown>): RestrictionDraft {
  const { reach, interest, asset, code, brands, brands_except, categories, actors, ...others } = body;
  const rest = Object.fromEntries(Object.entries(others).filter(([key]) => !scopeKeys.includes(key)));
  const known = reaches.find((one) => one === reach) ?? null;
  // A reach the form does not offer stays as it is.
  if (known === null && reach !== undefined) rest.reach = reach;
  return {
    reach: known,
    interest: text(interest),
    asset: text(asset),
    code: text(code),
    ...scopeOf(body),
    brands: namesIn(brands),
    brandsExcept: namesIn(brands_except),
    categories: namesIn(categories),
    actors: namesIn(actors),
    rest,
  };
}

/** An axis left empty is not limited: the restriction holds everywhere, always, for everything. */
export function restrictionBody(draft: RestrictionDraft): Record<string, unknown> {
  const body: Record<string, unknown> = { ...draft.rest, ...scopeBody(draft) };
  if (draft.reach !== null) body.reach = draft.reach;
  if (draft.reach === "interest") body.interest = draft.interest;
  if (draft.reach === "asset") body.asset = draft.asset;
  if (draft.code !== null) body.code = draft.code;
  for (const whom of ["brands", "categories", "actors"] as const) {
    if (draft[whom].length > 0) body[whom] = draft[whom];
  }
  if (draft.brandsExcept.length > 0) body.brands_except = draft.brandsExcept;
  return body;
}

export function restrictionComplaints(
  draft: RestrictionDraft,
): Partial<Record<string, "chooseOne" | "choose" | "day" | "endBeforeStart">> {
  const found: ReturnType<typeof restrictionComplaints> = {};
  if (draft.reach === null && draft.rest.reach === undefined) found.reach = "chooseOne";
  if (draft.reach === "interest" && draft.interest === null) found.interest = "choose";
  if (draft.reach === "asset" && draft.asset === null) found.asset = "choose";
  if (draft.code === null) found.code = "choose";
  if (draft.start !== "" && !isCivilDay(draft.start)) found["period.start"] = "day";
  if (draft.end !== "" && !isCivilDay(draft.end)) found["period.end"] = "day";
  if (draft.start !== "" && draft.end !== "" && draft.end < draft.start)
    found["period.end"] = "endBeforeStart";
  return found;
}
