/** Where a campaign stands on a given day. Civil days; the last day belongs to it. Pure. */
import type { Campaign } from "@/api/types";

export type Phase = "planned" | "running" | "over";

export function phaseOf(
  { starts_on, ends_on }: Pick<Campaign, "starts_on" | "ends_on">,
  today: string,
): Phase {
  if (today < starts_on) return "planned";
  return today > ends_on ? "over" : "running";
}

const order: Record<Phase, number> = { running: 0, planned: 1, over: 2 };

/** What runs comes first, then what is planned, soonest first; what is over last, the latest first. */
export function byPhase<One extends Pick<Campaign, "starts_on" | "ends_on">>(
  campaigns: readonly One[],
  today: string,
): One[] {
  return [...campaigns].sort((a, b) => {
    const [one, other] = [phaseOf(a, today), phaseOf(b, today)];
    if (one !== other) return order[one] - order[other];
    if (one === "over") return b.ends_on.localeCompare(a.ends_on);
    return one === "planned" ? a.starts_on.localeCompare(b.starts_on) : a.ends_on.localeCompare(b.ends_on);
  });
}
