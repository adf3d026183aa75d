/**
 * A grant as the form holds it, and back to the body the API takes. Pure.
 * What the form does not show is carried along untouched, so correcting one field never loses another.
 */
import { isCivilDay } from "@/lib/use-context";

export type StartChoice = "day" | "unstated";
export type EndChoice = "day" | "perpetual" | "unstated" | "kept";
export type ListChoice = "any" | "listed";
export type DutyTiming = "pre" | "concurrent" | "post";
export type CapKind = "cumulative" | "concurrent" | "distinct_channels";

export type DutyDraft = { id: string; timing: DutyTiming; text: string; rest: Record<string, unknown> };
export type CapDraft = {
  id: string;
  kind: CapKind;
  metric: string;
  limit: string;
  rest: Record<string, unknown>;
};

/** Nothing is preset that a paper must say: a choice not made yet is null, and the form asks for it. */
export type GrantDraft = {
  interests: string[];
  channels: string[];
  excludeChannels: string[];
  territories: string[];
  exclude: string[];
  purposeChoice: ListChoice | null;
  purposes: string[];
  startChoice: StartChoice | null;
  start: string;
  endChoice: EndChoice | null;
  end: string;
  /** 'territory', 'silent', 'UTC' or an IANA name. */
  zone: string;
  modificationChoice: ListChoice;
  modifications: string[];
  duties: DutyDraft[];
  caps: CapDraft[];
  brands: string;
  categoryExcluded: string;
  sublicense: string;
  runoffDays: string;
  territoryBinding: "" | "asymmetric" | "frozen" | "floating";
  futureMedia: boolean;
  guardianSigned: boolean;
  /** Fields of the body that the form does not show. */
  rest: Record<string, unknown>;
  periodRest: Record<string, unknown>;
};

export const emptyGrant: GrantDraft = {
  interests: [],
  channels: [],
  excludeChannels: [],
  territories: [],
  exclude: [],
  purposeChoice: null,
  purposes: [],
  startChoice: null,
  start: "",
  endChoice: null,
  end: "",
  zone: "territory",
  modificationChoice: "any",
  modifications: [],
  duties: [],
  caps: [],
  brands: "",
  categoryExcluded: "",
  sublicense: "",
  runoffDays: "",
  territoryBinding: "",
  futureMedia: false,
  guardianSigned: false,
  rest: {},
  periodRest: {},
};

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** A list of names; the API also takes a single name in place of a list. */
export function namesIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (!Array.isArray(value)) return [];
  return value.filter((one): one is string => typeof one === "string");
}

const objectsIn = (value: unknown) => (Array.isArray(value) ? value.map(record) : []);
const textIn = (value: unknown) => (typeof value === "string" ? value : "");

/** 'Acme, Beta' as ["Acme", "Beta"]. */
export function listOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function dutyOf(body: Record<string, unknown>): DutyDraft {
  const { id, timing, text, ...rest } = body;
  const known = timing === "pre" || timing === "post" ? timing : "concurrent";
  return { id: textIn(id), timing: known, text: textIn(text), rest };
}

function capOf(body: Record<string, unknown>): CapDraft {
  const { id, kind, metric, limit, ...rest } = body;
  const known = kind === "concurrent" || kind === "distinct_channels" ? kind : "cumulative";
  return { id: textIn(id), kind: known, metric: textIn(metric), limit: String(limit ?? ""), rest };
}

type PeriodPart = Pick<GrantDraft, "startChoice" | "start" | "endChoice" | "end" | "zone" | "periodRest">;

function periodOf(body: Record<string, unknown>): PeriodPart {
  const { start, end, zone, ...periodRest } = body;
  const startIsDay = isCivilDay(start);
  if (typeof start === "string" && !startIsDay) periodRest.start = start;
  const part: PeriodPart = {
    startChoice: startIsDay ? "day" : "unstated",
    start: startIsDay ? start : "",
    endChoice: "unstated",
    end: "",
    zone: textIn(zone) === "" ? "territory" : textIn(zone),
    periodRest,
  };
  if (end === "PERPETUAL") part.endChoice = "perpetual";
  else if (isCivilDay(end)) Object.assign(part, { endChoice: "day", end });
  else if (
    (typeof end === "string" && end !== "UNKNOWN") ||
    (end === undefined && "duration" in periodRest)
  ) {
    part.endChoice = "kept";
    if (end !== undefined) periodRest.end = end;
  }
  return part;
}

/** The draft of a grant on record. */
export function draftOf(body: Record<string, unknown>): GrantDraft {
  const {
    interest,
    interests,
    channels,
    exclude_channels,
    territories,
    exclude,
    purposes,
    period,
    modifications,
    duties,
    caps,
    brands,
    category_excluded,
    sublicense,
    runoff,
    territory_binding,
    future_media,
    guardian_signed,
    ...rest
  } = body;
  const purposeNames = namesIn(purposes);
  const modificationNames = namesIn(modifications);
  const days = /^P(\d+)D$/.exec(textIn(record(runoff).for));
  const simpleRunoff = days !== null && Object.keys(record(runoff)).length === 1;
  if (runoff !== undefined && !simpleRunoff) rest.runoff = runoff;
  const anyModification = modificationNames.length === 0 || modificationNames.join() === "any";
  const binding = ["asymmetric", "frozen", "floating"].find((one) => one === territory_binding) ?? "";
  return {
    interests: [...new Set([...namesIn(interest), ...namesIn(interests)])],
    channels: namesIn(channels),
    excludeChannels: namesIn(exclude_channels),
    territories: namesIn(territories),
    exclude: namesIn(exclude),
    purposeChoice: purposeNames.length === 0 ? null : purposeNames.includes("any") ? "any" : "listed",
    purposes: purposeNames.filter((one) => one !== "any"),
    ...periodOf(record(period)),
    modificationChoice: anyModification ? "any" : "listed",
    modifications: anyModification ? [] : modificationNames,
    duties: objectsIn(duties).map(dutyOf),
    caps: objectsIn(caps).map(capOf),
    brands: namesIn(brands).join(", "),
    categoryExcluded: namesIn(category_excluded).join(", "),
    sublicense: namesIn(sublicense).join(", "),
    runoffDays: simpleRunoff ? (days[1] ?? "") : "",
    territoryBinding: binding as GrantDraft["territoryBinding"],
    futureMedia: future_media === true,
    guardianSigned: guardian_signed === true,
    rest,
  } as GrantDraft;
}

/** The period as the API takes it. 'Not stated' is written down as such: it makes answers Not known, never allowed. */
export function periodBody(draft: PeriodPart): Record<string, unknown> {
  const period: Record<string, unknown> = { ...draft.periodRest };
  if (draft.startChoice === "day") period.start = draft.start;
  if (draft.endChoice === "day") period.end = draft.end;
  if (draft.endChoice === "perpetual") period.end = "PERPETUAL";
  if (draft.endChoice === "unstated") period.end = "UNKNOWN";
  if (draft.endChoice !== "kept" && draft.endChoice !== null) delete period.duration;
  period.zone = draft.zone;
  return period;
}

function purposesBody(draft: GrantDraft): string[] {
  // Reserved purposes are never meant by 'any' and must be named beside it.
  return draft.purposeChoice === "any" ? ["any", ...draft.purposes] : draft.purposes;
}

function moreBody(draft: GrantDraft): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  if (draft.modificationChoice === "listed") body.modifications = draft.modifications;
  if (draft.duties.length > 0) {
    body.duties = draft.duties.map(({ id, timing, text, rest }) => ({
      ...rest,
      id,
      timing,
      ...(text === "" ? {} : { text }),
    }));
  }
  if (draft.caps.length > 0) {
    body.caps = draft.caps.map(({ id, kind, metric, limit, rest }) => ({
      ...rest,
      id,
      kind,
      metric,
      limit: Number(limit),
    }));
  }
  if (listOf(draft.brands).length > 0) body.brands = listOf(draft.brands);
  if (listOf(draft.categoryExcluded).length > 0) body.category_excluded = listOf(draft.categoryExcluded);
  if (listOf(draft.sublicense).length > 0) body.sublicense = listOf(draft.sublicense);
  if (draft.runoffDays !== "") body.runoff = { for: `P${draft.runoffDays}D` };
  if (draft.territoryBinding !== "") body.territory_binding = draft.territoryBinding;
  if (draft.futureMedia) body.future_media = true;
  if (draft.guardianSigned) body.guardian_signed = true;
  return body;
}

/** One body per interest: each is a fact of its own. */
export function bodiesOf(draft: GrantDraft): Record<string, unknown>[] {
  return draft.interests.map((interest) => bodyFor(draft, interest));
}

export function bodyFor(draft: GrantDraft, interest: string): Record<string, unknown> {
  const body: Record<string, unknown> = {
    ...draft.rest,
    interest,
    channels: draft.channels,
    territories: draft.territories,
    purposes: purposesBody(draft),
    period: periodBody(draft),
    ...moreBody(draft),
  };
  if (draft.excludeChannels.length > 0) body.exclude_channels = draft.excludeChannels;
  if (draft.exclude.length > 0) body.exclude = draft.exclude;
  return body;
}

/** What is still missing or contradictory, by field of the body. The server checks again. */
export type GrantField =
  | "interest"
  | "channels"
  | "territories"
  | "purposes"
  | "period.start"
  | "period.end"
  | "modifications"
  | "duties"
  | "caps";
export type GrantComplaint = "choose" | "chooseOne" | "day" | "endBeforeStart" | "dutyText" | "capLimit";

export function complaintsOf(draft: GrantDraft): Partial<Record<GrantField, GrantComplaint>> {
  const found: Partial<Record<GrantField, GrantComplaint>> = {};
  if (draft.channels.length === 0) found.channels = "choose";
  if (draft.territories.length === 0) found.territories = "choose";
  if (draft.purposeChoice === null) found.purposes = "chooseOne";
  if (draft.purposeChoice === "listed" && draft.purposes.length === 0) found.purposes = "choose";
  if (draft.startChoice === null) found["period.start"] = "chooseOne";
  if (draft.startChoice === "day" && !isCivilDay(draft.start)) found["period.start"] = "day";
  if (draft.endChoice === null) found["period.end"] = "chooseOne";
  if (draft.endChoice === "day" && !isCivilDay(draft.end)) found["period.end"] = "day";
  if (draft.startChoice === "day" && draft.endChoice === "day" && found["period.end"] === undefined) {
    if (draft.start !== "" && draft.end < draft.start) found["period.end"] = "endBeforeStart";
  }
  if (draft.modificationChoice === "listed" && draft.modifications.length === 0) {
    found.modifications = "choose";
  }
  if (draft.duties.some((duty) => duty.text.trim() === "" && duty.id.startsWith("duty-")))
    found.duties = "dutyText";
  if (draft.caps.some((cap) => !(Number(cap.limit) > 0))) found.caps = "capLimit";
  return found;
}

/** The field of the form that a server's `field` speaks of: 'body.territories[0]' is 'territories'. */
export function formField(field: string | null | undefined): string | undefined {
  if (field == null || field === "") return undefined;
  const path = field
    .replace(/^\/?(body|grants?(\[\d+\])?)[./]/, "")
    .replaceAll("/", ".")
    .replace(/\[\d+\].*$/, "")
    .replace(/\.\d+(\..*)?$/, "");
  if (path === "interests") return "interest";
  if (path === "exclude_territories") return "exclude";
  return path;
}
