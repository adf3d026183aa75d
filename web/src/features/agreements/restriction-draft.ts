/** A restriction as the form holds it, and back to the body the API takes. Pure; unknown fields are carried along. */
import { isCivilDay } from "@/lib/use-context";
import { namesIn } from "./grant-draft";

/** How far it reaches. The whole organization is house policy and not recorded from a paper. */
export type Reach = "agreement" | "interest" | "asset";

export type RestrictionDraft = {
  reach: Reach | null;
  interest: string | null;
  asset: string | null;
  code: string | null;
  channels: string[];
  territories: string[];
  purposes: string[];
  start: string;
  end: string;
  brands: string[];
  categories: string[];
  rest: Record<string, unknown>;
  periodRest: Record<string, unknown>;
};

export const emptyRestriction: RestrictionDraft = {
  reach: null,
  interest: null,
  asset: null,
  code: "PROHIBITED",
  channels: [],
  territories: [],
  purposes: [],
  start: "",
  end: "",
  brands: [],
  categories: [],
  rest: {},
  periodRest: {},
};

const text = (value: unknown) => (typeof value === "string" ? value : null);

export function restrictionOf(body: Record<string, unknown>): RestrictionDraft {
  const {
    reach,
    interest,
    asset,
    code,
    channels,
    territories,
    purposes,
    period,
    brands,
    categories,
    ...rest
  } = body;
  const { start, end, ...periodRest } = (period ?? {}) as Record<string, unknown>;
  if (start !== undefined && start !== null && !isCivilDay(start)) periodRest.start = start;
  if (end !== undefined && end !== "PERPETUAL" && !isCivilDay(end)) periodRest.end = end;
  const known = (["agreement", "interest", "asset"] as const).find((one) => one === reach) ?? null;
  // A reach the form does not offer stays as it is.
  if (known === null && reach !== undefined) rest.reach = reach;
  return {
    reach: known,
    interest: text(interest),
    asset: text(asset),
    code: text(code),
    channels: namesIn(channels),
    territories: namesIn(territories),
    purposes: namesIn(purposes),
    start: isCivilDay(start) ? start : "",
    end: isCivilDay(end) ? end : "",
    brands: namesIn(brands),
    categories: namesIn(categories),
    rest,
    periodRest,
  };
}

/** An axis left empty is not limited: the restriction holds everywhere, always, for everything. */
export function restrictionBody(draft: RestrictionDraft): Record<string, unknown> {
  const body: Record<string, unknown> = { ...draft.rest };
  if (draft.reach !== null) body.reach = draft.reach;
  if (draft.reach === "interest") body.interest = draft.interest;
  if (draft.reach === "asset") body.asset = draft.asset;
  if (draft.code !== null) body.code = draft.code;
  for (const axis of ["channels", "territories", "purposes", "brands", "categories"] as const) {
    if (draft[axis].length > 0) body[axis] = draft[axis];
  }
  const period: Record<string, unknown> = { end: "PERPETUAL", ...draft.periodRest };
  if (draft.start !== "") period.start = draft.start;
  if (draft.end !== "") period.end = draft.end;
  if (draft.start !== "" || draft.end !== "" || Object.keys(draft.periodRest).length > 0) {
    body.period = period;
  }
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
