/** What the address of one paper says: as of which day its record is read. Pure. */
import { civilDay } from "@/lib/dates";
import { isCivilDay } from "@/lib/use-context";

export type AgreementSearch = { known?: string };

export function parseAgreementSearch(search: Record<string, unknown>): AgreementSearch {
  return isCivilDay(search.known) ? { known: search.known } : {};
}

/** The last moment of a day by the reader's clock; nothing for today and later, where now is what is known. */
export function endOfKnown(day: string | undefined, now: Date): string | undefined {
  if (day === undefined || day >= civilDay(now)) return undefined;
  return new Date(`${day}T23:59:59.999`).toISOString();
}
