/** Where, for what and when something holds, as forms hold it, and back to the body the API takes. Pure. */
import { namesIn } from "./grant-draft";
import { momentBody, wallClock } from "./period-draft";

export type ScopeDraft = {
  channels: string[];
  excludeChannels: string[];
  territories: string[];
  exclude: string[];
  purposes: string[];
  start: string;
  end: string;
  /** Clock times on those days, 'HH:MM', and whose clock; without times whole days count. */
  startTime: string;
  endTime: string;
  zone: string;
  /** What the body's period says besides two days. */
  periodRest: Record<string, unknown>;
};

export const emptyScope: ScopeDraft = {
  channels: [],
  excludeChannels: [],
  territories: [],
  exclude: [],
  purposes: [],
  start: "",
  end: "",
  startTime: "",
  endTime: "",
  zone: "territory",
  periodRest: {},
};

type PeriodPart = Pick<ScopeDraft, "start" | "end" | "startTime" | "endTime" | "zone" | "periodRest">;

/** A period of days or wall-clock times; what the form does not show is carried along. */
export function scopePeriodOf(period: unknown): PeriodPart {
  const { start, end, zone, ...periodRest } = (period ?? {}) as Record<string, unknown>;
  const [from, until] = [wallClock(start), wallClock(end)];
  if (start !== undefined && start !== null && from === null) periodRest.start = start;
  if (end !== undefined && end !== "PERPETUAL" && until === null) periodRest.end = end;
  return {
    start: from?.[0] ?? "",
    startTime: from?.[1] ?? "",
    end: until?.[0] ?? "",
    endTime: until?.[1] ?? "",
    zone: typeof zone === "string" && zone !== "" ? zone : "territory",
    periodRest,
  };
}

/** An end that is left empty is for ever; nothing at all is no period. */
export function scopePeriodBody(draft: PeriodPart): Record<string, unknown> | undefined {
  if (draft.start === "" && draft.end === "" && Object.keys(draft.periodRest).length === 0) return undefined;
  return {
    end: "PERPETUAL",
    ...draft.periodRest,
    ...(draft.start === "" ? {} : { start: momentBody(draft.start, draft.startTime) }),
    ...(draft.end === "" ? {} : { end: momentBody(draft.end, draft.endTime) }),
    ...(draft.zone === "territory" ? {} : { zone: draft.zone }),
  };
}

/** The keys of a body that a scope holds. */
export const scopeKeys = ["channels", "exclude_channels", "territories", "exclude", "purposes", "period"];

export function scopeOf(body: Record<string, unknown>): ScopeDraft {
  return {
    channels: namesIn(body.channels),
    excludeChannels: namesIn(body.exclude_channels),
    territories: namesIn(body.territories),
    exclude: namesIn(body.exclude),
    purposes: namesIn(body.purposes),
    ...scopePeriodOf(body.period),
  };
}

/** An axis left empty is not limited; a start without an end is for ever. */
export function scopeBody(draft: ScopeDraft): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const axis of ["channels", "territories", "purposes"] as const) {
    if (draft[axis].length > 0) body[axis] = draft[axis];
  }
  if (draft.excludeChannels.length > 0) body.exclude_channels = draft.excludeChannels;
  if (draft.exclude.length > 0) body.exclude = draft.exclude;
  const period = scopePeriodBody(draft);
  if (period !== undefined) body.period = period;
  return body;
}
