/** Where, for what and when something holds, as forms hold it, and back to the body the API takes. Pure. */
import { isCivilDay } from "@/lib/use-context";
import { namesIn } from "./grant-draft";

export type ScopeDraft = {
  channels: string[];
  territories: string[];
  purposes: string[];
  start: string;
  end: string;
  /** What the body's period says besides two days. */
  periodRest: Record<string, unknown>;
};

export const emptyScope: ScopeDraft = {
  channels: [],
  territories: [],
  purposes: [],
  start: "",
  end: "",
  periodRest: {},
};

export function scopeOf(body: Record<string, unknown>): ScopeDraft {
  const { start, end, ...periodRest } = (body.period ?? {}) as Record<string, unknown>;
  if (start !== undefined && start !== null && !isCivilDay(start)) periodRest.start = start;
  if (end !== undefined && end !== "PERPETUAL" && !isCivilDay(end)) periodRest.end = end;
  return {
    channels: namesIn(body.channels),
    territories: namesIn(body.territories),
    purposes: namesIn(body.purposes),
    start: isCivilDay(start) ? start : "",
    end: isCivilDay(end) ? end : "",
    periodRest,
  };
}

/** An axis left empty is not limited; a start without an end is for ever. */
export function scopeBody(draft: ScopeDraft): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const axis of ["channels", "territories", "purposes"] as const) {
    if (draft[axis].length > 0) body[axis] = draft[axis];
  }
  if (draft.start !== "" || draft.end !== "" || Object.keys(draft.periodRest).length > 0) {
    body.period = {
      end: "PERPETUAL",
      ...draft.periodRest,
      ...(draft.start === "" ? {} : { start: draft.start }),
      ...(draft.end === "" ? {} : { end: draft.end }),
    };
  }
  return body;
}
