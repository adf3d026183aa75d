/**
 * When something holds, as the form holds it, and back to the body the API takes. Pure.
 * What the form does not show is carried along untouched.
 */
import { isCivilDay } from "@/lib/use-context";

export type StartChoice = "day" | "event" | "unstated";
export type EndChoice = "day" | "term" | "perpetual" | "unstated" | "kept";
export const units = ["D", "W", "M", "Y"] as const;
export type Unit = (typeof units)[number];
export const optionStates = ["unexercised", "exercised", "lapsed"] as const;
export type OptionState = (typeof optionStates)[number];

/** Nothing is preset that a paper must say: a choice not made yet is null, and the form asks for it. */
export type PeriodDraft = {
  startChoice: StartChoice | null;
  start: string;
  /** Times of day on the first and on the last day, 'HH:MM'; empty where whole days count. */
  startTime: string;
  endTime: string;
  /** What it begins with, the day that happened, and the day from which it is too late. */
  event: string;
  eventOn: string;
  longstop: string;
  endChoice: EndChoice | null;
  end: string;
  term: string;
  termUnit: Unit;
  /** 'territory', 'silent', 'UTC' or an IANA name. */
  zone: string;
  /** The clocks that come into question where the paper names none. */
  zones: string[];
  /** How much longer an option makes it; empty where there is none. */
  extends: string;
  extendsUnit: Unit;
  optionState: OptionState;
  exerciseBy: string;
  autoRenew: boolean;
  /** What the body's period says that the form does not show. */
  periodRest: Record<string, unknown>;
};

export const emptyPeriod: PeriodDraft = {
  startChoice: null,
  start: "",
  startTime: "",
  endTime: "",
  event: "first_use",
  eventOn: "",
  longstop: "",
  endChoice: null,
  end: "",
  term: "",
  termUnit: "Y",
  zone: "territory",
  zones: [],
  extends: "",
  extendsUnit: "M",
  optionState: "unexercised",
  exerciseBy: "",
  autoRenew: false,
  periodRest: {},
};

type Body = Record<string, unknown>;

/** '2026-12-01T09:00' as its day and its time; null for an instant or anything else. */
export function wallClock(value: unknown): [day: string, time: string] | null {
  if (isCivilDay(value)) return [value, ""];
  const found = typeof value === "string" ? /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(value) : null;
  return found !== null && isCivilDay(found[1]) ? [found[1], found[2] ?? ""] : null;
}

/** The body's words for a day, with its time where there is one. */
export function momentBody(day: string, time: string): string {
  return time === "" ? day : `${day}T${time}`;
}

/** 'P13W' as 13 weeks; null for what is not one number of one unit. */
export function spanIn(value: unknown): { count: string; unit: Unit } | null {
  const found = typeof value === "string" ? /^P(\d+)([DWMY])$/.exec(value) : null;
  return found === null ? null : { count: found[1] ?? "", unit: found[2] as Unit };
}

const isRecord = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const onlyDays = (body: Body, keys: string[]) =>
  keys.every((key) => body[key] === undefined || isCivilDay(body[key]));

const hasOnly = (body: Body, keys: string[]) => Object.keys(body).every((key) => keys.includes(key));

function startOf(start: unknown, trigger: unknown, rest: Body): Partial<PeriodDraft> {
  if (isRecord(trigger)) {
    const days = ["at", "longstop"];
    if (hasOnly(trigger, ["event", ...days]) && onlyDays(trigger, days) && start === undefined) {
      const { event, at, longstop } = trigger as Record<string, string | undefined>;
      return {
        startChoice: "event",
        event: event ?? "first_use",
        eventOn: at ?? "",
        longstop: longstop ?? "",
      };
    }
    rest.trigger = trigger;
  }
  const from = wallClock(start);
  if (from !== null) return { startChoice: "day", start: from[0], startTime: from[1] };
  if (typeof start === "string") rest.start = start;
  return { startChoice: "unstated" };
}

function endOf(end: unknown, duration: unknown, rest: Body): Partial<PeriodDraft> {
  const span = spanIn(duration);
  if (duration !== undefined && (end !== undefined || span === null)) rest.duration = duration;
  if (end === "PERPETUAL") return { endChoice: "perpetual" };
  const until = wallClock(end);
  if (until !== null) return { endChoice: "day", end: until[0], endTime: until[1] };
  if (end === undefined && span !== null) return { endChoice: "term", term: span.count, termUnit: span.unit };
  if (typeof end === "string" && end !== "UNKNOWN") rest.end = end;
  else if (end !== undefined || duration === undefined) return { endChoice: "unstated" };
  return { endChoice: "kept" };
}

function optionOf(option: unknown, rest: Body): Partial<PeriodDraft> {
  if (option === undefined) return {};
  if (isRecord(option) && hasOnly(option, ["extends", "status", "exercise_by"])) {
    const span = spanIn(option.extends);
    const state = optionStates.find((one) => one === (option.status ?? "unexercised"));
    if (span !== null && state !== undefined && onlyDays(option, ["exercise_by"])) {
      const exerciseBy = typeof option.exercise_by === "string" ? option.exercise_by : "";
      return { extends: span.count, extendsUnit: span.unit, optionState: state, exerciseBy };
    }
  }
  rest.option = option;
  return {};
}

/** The draft of a period on record. */
export function periodOf(body: Body): PeriodDraft {
  const { start, end, zone, zones, trigger, duration, option, auto_renew, ...rest } = body;
  if (auto_renew !== undefined && typeof auto_renew !== "boolean") rest.auto_renew = auto_renew;
  return {
    ...emptyPeriod,
    ...startOf(start, trigger, rest),
    ...endOf(end, duration, rest),
    ...optionOf(option, rest),
    zone: typeof zone === "string" && zone !== "" ? zone : "territory",
    zones: Array.isArray(zones) ? zones.filter((one): one is string => typeof one === "string") : [],
    autoRenew: auto_renew === true,
    periodRest: rest,
  };
}

/** The period as the API takes it. 'Not stated' is written down as such: it makes answers Not known, never allowed. */
export function periodBody(draft: PeriodDraft): Body {
  const period: Body = { ...draft.periodRest };
  if (draft.startChoice === "day") period.start = momentBody(draft.start, draft.startTime);
  if (draft.startChoice === "event") {
    const trigger: Body = { event: draft.event };
    if (draft.eventOn !== "") trigger.at = draft.eventOn;
    if (draft.longstop !== "") trigger.longstop = draft.longstop;
    period.trigger = trigger;
  }
  if (draft.endChoice === "day") period.end = momentBody(draft.end, draft.endTime);
  if (draft.endChoice === "perpetual") period.end = "PERPETUAL";
  if (draft.endChoice === "unstated") period.end = "UNKNOWN";
  if (draft.endChoice !== "kept" && draft.endChoice !== null) delete period.duration;
  if (draft.endChoice === "term") {
    delete period.end;
    period.duration = `P${draft.term}${draft.termUnit}`;
  }
  period.zone = draft.zone;
  if (draft.zone === "silent" && draft.zones.length > 0) period.zones = draft.zones;
  if (draft.extends !== "") {
    const option: Body = { extends: `P${draft.extends}${draft.extendsUnit}`, status: draft.optionState };
    if (draft.exerciseBy !== "") option.exercise_by = draft.exerciseBy;
    period.option = option;
  }
  if (draft.autoRenew) period.auto_renew = true;
  return period;
}

export type PeriodField = "period.start" | "period.end" | "period.option";
export type PeriodComplaint = "chooseOne" | "day" | "endBeforeStart" | "term";

const isCount = (text: string) => /^[1-9]\d{0,3}$/.test(text);

/** What is still missing or contradictory, by field of the body. The server checks again. */
export function periodComplaints(draft: PeriodDraft): Partial<Record<PeriodField, PeriodComplaint>> {
  const found: Partial<Record<PeriodField, PeriodComplaint>> = {};
  if (draft.startChoice === null) found["period.start"] = "chooseOne";
  if (draft.startChoice === "day" && !isCivilDay(draft.start)) found["period.start"] = "day";
  if (draft.endChoice === null) found["period.end"] = "chooseOne";
  if (draft.endChoice === "day" && !isCivilDay(draft.end)) found["period.end"] = "day";
  if (draft.endChoice === "term" && !isCount(draft.term)) found["period.end"] = "term";
  if (draft.startChoice === "day" && draft.endChoice === "day" && found["period.end"] === undefined) {
    if (draft.start !== "" && draft.end < draft.start) found["period.end"] = "endBeforeStart";
  }
  if (draft.extends !== "" && !isCount(draft.extends)) found["period.option"] = "term";
  return found;
}
