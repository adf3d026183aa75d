/** "Use only the cleared part": a box of a verdict as a use. Pure; a box that no use can say exactly is not offered. */
import { addDays } from "@/lib/dates";
import { isCivilDay, type UseContext } from "@/lib/use-context";

type Box = { channels: string[]; territories: string[]; from: string; until: string; purposes: string[] };

/** Local 'YYYY-MM-DDTHH:MM' or a civil day. An end with a clock time is excluded, so the last whole day is before it. */
function dayOf(moment: string, side: "from" | "until"): string | undefined {
  const day = moment.slice(0, 10);
  if (moment.length === 10) return isCivilDay(day) ? day : undefined;
  if (!isCivilDay(day) || !/^T\d{2}:\d{2}/.test(moment.slice(10))) return undefined;
  if (side === "until") return addDays(day, -1);
  return /^T00:00(:00)?$/.test(moment.slice(10)) ? day : addDays(day, 1);
}

/** The use narrowed to the box, or undefined when nothing whole is left of it. */
export function narrowedTo(use: UseContext, box: Box): UseContext | undefined {
  const from = dayOf(box.from, "from");
  const until = dayOf(box.until, "until");
  // A part of a country ('ES@Europe/Madrid') cannot be asked for as a use.
  const territories = box.territories.filter((code) => !code.includes("@"));
  if (from === undefined || until === undefined || from > until) return undefined;
  if (territories.length === 0 || box.channels.length === 0) return undefined;
  const purposes = box.purposes.length === 0 ? use.purposes : box.purposes;
  return { channels: box.channels, territories, from, until, purposes };
}
