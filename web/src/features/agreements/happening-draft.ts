/** What became of a duty and what was used of a limit, as their forms hold them. Pure. */
import type { Cap, DutyOwed } from "@/api/types";
import { isCivilDay } from "@/lib/use-context";

export const dutyStates = ["fulfilled", "refused", "waived", "breached", "open"] as const;
export type DutyState = (typeof dutyStates)[number];
export const usageStates = ["consumed", "reserved", "released"] as const;
export type UsageState = (typeof usageStates)[number];

export type Happening = {
  state: string;
  /** For a duty: for which of its grants; empty is all of them. */
  grant: string;
  qty: string;
  channel: string;
  where: string;
  by: string;
  on: string;
  until: string;
  evidence: string;
  note: string;
  rest: Record<string, unknown>;
};

const words = (value: unknown) => (typeof value === "string" ? value : "");
const day = (value: unknown) => (isCivilDay(value) ? value : "");

export function happeningOf(body: Record<string, unknown>, state = ""): Happening {
  const {
    state: was,
    grant,
    qty,
    quantity,
    channel,
    where,
    by,
    at,
    start,
    end,
    evidence,
    note,
    ...rest
  } = body;
  if (at !== undefined && day(at) === "") rest.at = at;
  if (start !== undefined && day(start) === "") rest.start = start;
  if (end !== undefined && day(end) === "") rest.end = end;
  const amount = qty ?? quantity;
  return {
    state: words(was) === "" ? state : words(was),
    grant: words(grant),
    qty: typeof amount === "number" ? String(amount) : "",
    channel: words(channel),
    where: words(where),
    by: words(by),
    on: day(at) === "" ? day(start) : day(at),
    until: day(end),
    evidence: words(evidence),
    note: words(note),
    rest,
  };
}

function filled(draft: Happening, fields: readonly (keyof Happening)[]): Record<string, unknown> {
  const body: Record<string, unknown> = { ...draft.rest };
  for (const field of fields) {
    const value = draft[field];
    if (typeof value === "string" && value.trim() !== "") body[field] = value.trim();
  }
  return body;
}

export function dutyEventBody(duty: string, draft: Happening): Record<string, unknown> {
  const body = filled(draft, ["state", "grant", "by", "evidence", "note"]);
  return { ...body, duty, ...(draft.on === "" ? {} : { at: draft.on }) };
}

export function countsChannels(cap: Pick<Cap, "kind">): boolean {
  return cap.kind === "distinct_channels" || cap.kind === "distinct";
}

export function usageBody(cap: Pick<Cap, "id" | "kind">, draft: Happening): Record<string, unknown> {
  const body = filled(draft, ["state", "where", "by", "evidence", "note"]);
  body.cap = cap.id;
  if (countsChannels(cap)) body.channel = draft.channel;
  else body.qty = Number(draft.qty);
  if (draft.on !== "") body.start = draft.on;
  if (draft.until !== "") body.end = draft.until;
  return body;
}

/** 'Credit: © Ida Lindqvist' for a duty that has no words but an id 'credit:© Ida Lindqvist'. */
export function dutyName(duty: Pick<DutyOwed, "id" | "text">): string {
  if (duty.text !== "") return duty.text;
  const [kind, ...rest] = duty.id.split(":");
  const said = rest.join(":").trim();
  const first = (kind ?? "").replaceAll(/[_-]/g, " ");
  const head = first.charAt(0).toUpperCase() + first.slice(1);
  return said === "" ? head : `${head}: ${said}`;
}

/** Shares of a limit in per cent, for the bar: together never more than the whole. */
export function shares(cap: Pick<Cap, "limit" | "consumed" | "reserved" | "remaining">): {
  used: number;
  reserved: number;
} {
  const whole = Math.max(cap.limit, cap.consumed + cap.reserved, cap.limit - cap.remaining);
  if (whole <= 0) return { used: 0, reserved: 0 };
  const reserved = Math.max(0, cap.reserved);
  // Where channels are counted, only what is left tells how many are used.
  const used = Math.max(cap.consumed, cap.limit - cap.remaining - reserved);
  return { used: (used / whole) * 100, reserved: (Math.min(reserved, whole - used) / whole) * 100 };
}
