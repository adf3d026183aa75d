/** The state of an import: what was pasted, what it is about, what is sent. Pure. */
import type { NewImport } from "@/api/types";

export type Parsed = { policy: unknown } | { why: string };

/** The text as JSON, or why it is none. */
export function parsePolicy(text: string): Parsed {
  try {
    return { policy: JSON.parse(text) as unknown };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/** Chosen rights by the policy's own names; the empty name is for rules that name nothing. */
export type Picks = Readonly<Record<string, readonly string[]>>;

export function withoutRights(missing: readonly string[], picks: Picks): string[] {
  return missing.filter((target) => (picks[target] ?? []).length === 0);
}

/** `skip` leaves out the rules about whatever no right is chosen for. */
export function importBody(policy: unknown, zone: string | null, picks: Picks, skip = false): NewImport {
  const targets = Object.entries(picks).filter(([target]) => target !== "");
  return {
    policy,
    interests: [...(picks[""] ?? [])],
    targets: Object.fromEntries(targets.map(([target, ids]) => [target, [...ids]])),
    ...(zone === null ? {} : { zones: [zone] }),
    ...(skip ? { skip_unknown_targets: true } : {}),
  };
}
