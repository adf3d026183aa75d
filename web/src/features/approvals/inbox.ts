/** The rules of the inbox: what its URL says, in which order people work, what a key does. Pure. */
import type { Approval } from "@/api/types";
import { lookOf, signOf } from "@/ui/verdict/words";

export const inboxStates = [
  "open",
  "approved",
  "changes_wanted",
  "declined",
  "lapsed",
  "withdrawn",
  "all",
] as const;
export type InboxState = (typeof inboxStates)[number];

/** `state` is left out for the open ones, `mine` for everybody's. */
export type InboxSearch = { state?: InboxState; mine?: "true"; asset?: string };

export function parseInboxSearch(search: Record<string, unknown>): InboxSearch {
  const kept: InboxSearch = {};
  const state = inboxStates.find((one) => one === search.state && one !== "open");
  if (state !== undefined) kept.state = state;
  if (search.mine === "true") kept.mine = "true";
  if (typeof search.asset === "string" && search.asset !== "") kept.asset = search.asset;
  return kept;
}

/** The query of `GET /approvals`. */
export function apiQuery({ state, mine, asset }: InboxSearch): Record<string, string | undefined> {
  return { state: state === "all" ? undefined : (state ?? "open"), mine, asset };
}

/** What is due first comes first; what has no day comes last, the oldest request first. */
export function byDueDate(approvals: readonly Approval[]): Approval[] {
  return [...approvals].sort((a, b) => {
    if (a.due_on !== b.due_on) {
      if (a.due_on == null) return 1;
      if (b.due_on == null) return -1;
      return a.due_on.localeCompare(b.due_on);
    }
    return a.requested_at.localeCompare(b.requested_at);
  });
}

/** The one after `current` in the list, from the top again at its end. Undefined when there is no other. */
export function nextAfter(approvals: readonly Approval[], current: string | undefined): Approval | undefined {
  const at = approvals.findIndex((one) => one.id === current);
  const next = approvals[(at + 1) % Math.max(1, approvals.length)];
  return next?.id === current ? undefined : next;
}

/** Why the approval cannot be approved right now: four eyes and the like, or the rights. Null when it can. */
export type Refusal =
  | { kind: "may_not"; sentence: string }
  | { kind: "not_cleared" }
  | { kind: "newer_version" };

export function refusalOf(approval: Approval): Refusal | null {
  if (approval.state === "lapsed" || !approval.is_current_version) return { kind: "newer_version" };
  if (!approval.can_decide) return { kind: "may_not", sentence: approval.cannot_decide_because ?? "" };
  const tone = lookOf(signOf(approval.verdict?.headline)).tone;
  return tone === "cleared" ? null : { kind: "not_cleared" };
}

/** What may be answered. The server judges again; this only keeps back what it would refuse for sure. */
export function answersFor(approval: Approval): { approve: boolean; changes: boolean; decline: boolean } {
  const refusal = refusalOf(approval);
  const others = approval.can_decide;
  return { approve: refusal === null, changes: others, decline: others };
}
