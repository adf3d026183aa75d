/** What was taken back, as the form holds it, and back to the body the API takes. Pure. */
import type { Fact } from "@/api/types";
import { emptyScope, type ScopeDraft, scopeBody, scopeKeys, scopeOf } from "./scope-draft";

/** One grant, all that was granted of its right, or the whole agreement. */
export const revocationTargets = ["grant", "interest", "agreement"] as const;
export type RevocationTarget = (typeof revocationTargets)[number];

/** The part that is taken back; all of it where nothing is limited. */
export type RevokedPart = { partial: boolean; scope: ScopeDraft };

type Body = Record<string, unknown>;

/** What a revocation on record takes back; a new one takes back the grant it was opened at. */
export function targetOf(body: Body, grant: Fact | undefined): RevocationTarget {
  if (body.grant !== undefined) return "grant";
  if (body.interest !== undefined) return "interest";
  return grant === undefined || body.kind !== undefined ? "agreement" : "grant";
}

export function partOf(body: Body): RevokedPart {
  const partial = scopeKeys.some((key) => body[key] !== undefined);
  return { partial, scope: partial ? scopeOf(body) : emptyScope };
}

/** The keys that name what is taken back, and how much of it. */
export function revokedBody(target: RevocationTarget, grant: Fact | undefined, part: RevokedPart): Body {
  const body: Body = part.partial ? scopeBody(part.scope) : {};
  if (target === "grant" && grant !== undefined) body.grant = grant.id;
  if (target === "interest" && grant !== undefined) body.interest = grant.body.interest;
  return body;
}

/** What else a body says: neither what is taken back nor how much of it. */
export function otherThanRevoked(body: Body): Body {
  const known = [...scopeKeys, "grant", "interest"];
  return Object.fromEntries(Object.entries(body).filter(([key]) => !known.includes(key)));
}

/** True where a part is meant and none is said. */
export function isPartMissing({ partial, scope }: RevokedPart): boolean {
  return partial && Object.keys(scopeBody(scope)).length === 0;
}
