/**
 * A grant as the form holds it, and back to the body the API takes. Pure.
 * What the form does not show is carried along untouched, so correcting one field never loses another.
 */
import { isCivilDay } from "@/lib/use-context";
import {
  emptyPeriod,
  type PeriodComplaint,
  type PeriodDraft,
  type PeriodField,
  periodBody,
  periodComplaints,
  periodOf,
  spanIn,
  type Unit,
} from "./period-draft";

export type ListChoice = "any" | "listed";
export type DutyTiming = "pre" | "concurrent" | "post";
export type CapKind = "cumulative" | "concurrent" | "distinct_channels";

/** What a duty is, as the first word of its id tells; a duty of its own words has none. */
export const dutyKinds = ["credit", "approval", "notice", "report", "label"] as const;
export type DutyDraft = { id: string; timing: DutyTiming; text: string; rest: Record<string, unknown> };

/** What a grant may allow to be done. */
export const grantActs = ["PUBLISH", "CONTINUE", "PRODUCE", "RETAIN"] as const;
export type CapDraft = {
  id: string;
  kind: CapKind;
  metric: string;
  limit: string;
  rest: Record<string, unknown>;
};

/** Nothing is preset that a paper must say: a choice not made yet is null, and the form asks for it. */
export type GrantDraft = PeriodDraft & {
  interests: string[];
  channels: string[];
  excludeChannels: string[];
  territories: string[];
  exclude: string[];
  purposeChoice: ListChoice | null;
  purposes: string[];
  modificationChoice: ListChoice;
  modifications: string[];
  duties: DutyDraft[];
  caps: CapDraft[];
  brands: string;
  categoryExcluded: string;
  sublicense: string;
  /** How long live uses may stay after the end; empty: not at all. */
  runoff: string;
  runoffUnit: Unit;
  /** Where live uses may stay after the end; empty: wherever the grant reaches. */
  runoffChannels: string[];
  territoryBinding: "" | "asymmetric" | "frozen" | "floating";
  territoryTest: "" | "targeted" | "accessible" | "unspecified";
  futureMedia: boolean;
  guardianSigned: boolean;
  embedding: string[];
  /** What may be done; empty: the paper does not say. */
  acts: string[];
  /** When things may be made of it; both empty: whenever it may be used. */
  producedFrom: string;
  producedUntil: string;
  licensees: string;
  /** The grants it rests on, by id. */
  upstream: string[];
  /** Fields of the body that the form does not show. */
  rest: Record<string, unknown>;
};

export const emptyGrant: GrantDraft = {
  ...emptyPeriod,
  interests: [],
  channels: [],
  excludeChannels: [],
  territories: [],
  exclude: [],
  purposeChoice: null,
  purposes: [],
  modificationChoice: "any",
  modifications: [],
  duties: [],
  caps: [],
  brands: "",
  categoryExcluded: "",
  sublicense: "",
  runoff: "",
  runoffUnit: "D",
  runoffChannels: [],
  territoryBinding: "",
  territoryTest: "",
  futureMedia: false,
  guardianSigned: false,
  embedding: [],
  acts: [],
  producedFrom: "",
  producedUntil: "",
  licensees: "",
  upstream: [],
  rest: {},
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

/** The time of a run-off and its channels, where it says no more than those. */
function runoffOf(runoff: unknown): { count: string; unit: Unit; channels: string[] } | null {
  const { for: span, channels, ...others } = record(runoff);
  const time = spanIn(span);
  if (time === null || Object.keys(others).length > 0) return null;
  return { ...time, channels: namesIn(channels) };
}

/** The kind and the words of a duty whose id holds both: 'approval:talent'. */
export function dutyParts(id: string): { kind: string; words: string } | null {
  const [kind = "", ...words] = id.split(":");
  return dutyKinds.some((one) => one === kind) ? { kind, words: words.join(":") } : null;
}

/** The id of a duty of that kind; it tells what has to be done. */
export function dutyId(kind: string, words: string): string {
  return words === "" ? kind : `${kind}:${words}`;
}

/** Two days by the clock of each place; null for a window that says anything else. */
function windowOf(window: unknown): { from: string; until: string } | null {
  const { start, end, zone, ...others } = record(window);
  const day = (value: unknown) => value === undefined || value === null || isCivilDay(value);
  const plain = Object.keys(others).length === 0 && (zone === undefined || zone === "territory");
  if (!plain || !day(start) || !isCivilDay(end)) return null;
  return { from: textIn(start), until: end };
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
    territory_test,
    future_media,
    guardian_signed,
    embedding,
    acts,
    produce_window,
    licensees,
    upstream,
    ...rest
  } = body;
  const purposeNames = namesIn(purposes);
  const modificationNames = namesIn(modifications);
  const staying = runoffOf(runoff);
  if (runoff !== undefined && staying === null) rest.runoff = runoff;
  const window = windowOf(produce_window);
  if (produce_window !== undefined && window === null) rest.produce_window = produce_window;
  const anyModification = modificationNames.length === 0 || modificationNames.join() === "any";
  const test = ["targeted", "accessible", "unspecified"].find((one) => one === territory_test) ?? "";
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
    runoff: staying?.count ?? "",
    runoffUnit: staying?.unit ?? "D",
    runoffChannels: staying?.channels ?? [],
    territoryBinding: binding as GrantDraft["territoryBinding"],
    territoryTest: test as GrantDraft["territoryTest"],
    futureMedia: future_media === true,
    guardianSigned: guardian_signed === true,
    embedding: namesIn(embedding),
    acts: namesIn(acts).map((act) => act.toUpperCase()),
    producedFrom: window?.from ?? "",
    producedUntil: window?.until ?? "",
    licensees: namesIn(licensees).join(", "),
    upstream: namesIn(upstream),
    rest,
  };
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
  if (draft.territoryBinding !== "") body.territory_binding = draft.territoryBinding;
  if (draft.territoryTest !== "") body.territory_test = draft.territoryTest;
  if (draft.futureMedia) body.future_media = true;
  if (draft.guardianSigned) body.guardian_signed = true;
  return { ...body, ...furtherBody(draft) };
}

function furtherBody(draft: GrantDraft): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  if (draft.runoff !== "") {
    const channels = draft.runoffChannels.length > 0 ? { channels: draft.runoffChannels } : {};
    body.runoff = { for: `P${draft.runoff}${draft.runoffUnit}`, ...channels };
  }
  if (draft.producedUntil !== "") {
    const start = draft.producedFrom === "" ? {} : { start: draft.producedFrom };
    body.produce_window = { ...start, end: draft.producedUntil, zone: "territory" };
  }
  if (draft.embedding.length > 0) body.embedding = draft.embedding;
  if (draft.acts.length > 0) body.acts = draft.acts;
  if (listOf(draft.licensees).length > 0) body.licensees = listOf(draft.licensees);
  if (draft.upstream.length > 0) body.upstream = draft.upstream;
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
  | PeriodField
  | "modifications"
  | "produce_window"
  | "duties"
  | "caps";
export type GrantComplaint = PeriodComplaint | "choose" | "dutyText" | "capLimit";

export function complaintsOf(draft: GrantDraft): Partial<Record<GrantField, GrantComplaint>> {
  const found: Partial<Record<GrantField, GrantComplaint>> = periodComplaints(draft);
  if (draft.channels.length === 0) found.channels = "choose";
  if (draft.territories.length === 0) found.territories = "choose";
  if (draft.purposeChoice === null) found.purposes = "chooseOne";
  if (draft.purposeChoice === "listed" && draft.purposes.length === 0) found.purposes = "choose";
  if (draft.modificationChoice === "listed" && draft.modifications.length === 0) {
    found.modifications = "choose";
  }
  if (draft.duties.some((duty) => duty.text.trim() === "" && duty.id.startsWith("duty-")))
    found.duties = "dutyText";
  if (draft.caps.some((cap) => !(Number(cap.limit) > 0))) found.caps = "capLimit";
  // A window without an end would be no limit at all.
  if (draft.producedFrom !== "" && draft.producedUntil === "") found.produce_window = "day";
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
