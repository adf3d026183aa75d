/** A use in words, as its parts: where it runs, in which territories, when, for what. Pure. */
import type { ReferenceNames } from "@/api/rights-reference";
import type { Use } from "@/api/types";
import { formatDayRange } from "@/lib/dates";

function listed(keys: readonly string[], name: (key: string) => string, most: number): string {
  const names = keys.slice(0, most).map(name);
  const rest = keys.length - names.length;
  return rest > 0 ? `${names.join(", ")} and ${rest} more` : names.join(", ");
}

/** Parts that are empty are left out. `most` is how many channels or territories are named before 'and 12 more'. */
export function wordsOfUse(use: Use, names: ReferenceNames, most = 4): string[] {
  return [
    listed(use.channels, names.channel, most),
    listed(use.territories, names.territory, most),
    formatDayRange(use.start, use.end),
    listed(use.purposes ?? [], names.purpose, most),
  ].filter((part) => part !== "");
}
