/** Regions of use in words people read: whole groups by their name, not member by member. Pure. */
import { namesOf } from "@/api/rights-reference";
import type { ClearedBox, RightsReference } from "@/api/types";
import { formatDay, formatDayRange } from "@/lib/dates";
import { isCivilDay } from "@/lib/use-context";
import { withReadableDates } from "@/ui/server-words";

type Group = { key: string; members: readonly string[] };

/** Keys of the groups that are wholly in it, the largest first and none twice, then the keys that are left. */
export function folded(keys: readonly string[], groups: readonly Group[]): string[] {
  const left = new Set(keys);
  const found: string[] = [];
  const bySize = [...groups].sort((a, b) => b.members.length - a.members.length);
  for (const group of bySize) {
    if (group.members.length < 2 || !group.members.every((member) => left.has(member))) continue;
    found.push(group.key);
    for (const member of group.members) left.delete(member);
  }
  return [...found, ...left];
}

function listed(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}

/** '2026-11-22T21:40', a local time, as '22 Nov 2026, 21:40'. */
function endWords(end: string): string {
  if (isCivilDay(end)) return formatDay(end);
  const local = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2})?$/.exec(end);
  return local === null ? withReadableDates(end) : `${formatDay(local[1] ?? "")}, ${local[2]}`;
}

function daysOf(box: ClearedBox): string {
  if (isCivilDay(box.from) && isCivilDay(box.until)) return formatDayRange(box.from, box.until);
  return [
    box.from === "" ? "" : `from ${endWords(box.from)}`,
    box.until === "" ? "" : `until ${endWords(box.until)}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** 'Social organic, Instagram (paid) · DACH · 2 Nov 2026 to 2 Nov 2027 · Advertising'. */
export function wordsOfBox(box: ClearedBox, reference: RightsReference | undefined, most = 5): string {
  const names = namesOf(reference);
  const channels = folded(box.channels, reference?.channel_groups ?? []).map(names.channel);
  const territories = folded(box.territories, reference?.territory_groups ?? []).map(names.territory);
  return [
    listed(channels, most),
    listed(territories, most),
    daysOf(box),
    listed(box.purposes.map(names.purpose), most),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
