/** Reads a day as people type it. What could be two days is neither: '3/4/2027' is asked about, not guessed. Pure. */
import { isCivilDay } from "@/lib/use-context";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function civil(year: string, month: number, day: string): string | null {
  const text = `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isCivilDay(text) ? text : null;
}

/** '2026-12-01', '1 Dec 2026', '1 december 2026', 'Dec 1, 2026' and '1.12.2026' as '2026-12-01'; else null. */
export function typedDay(text: string): string | null {
  const typed = text.trim().toLowerCase();
  if (isCivilDay(typed)) return typed;
  const [, first = "", name = "", last = "", year = ""] =
    /^(?:(\d{1,2})\.? )?([a-z]{3,9})\.?(?: (\d{1,2}))?,? (\d{4})$/.exec(typed) ?? [];
  const month = months.indexOf(name.slice(0, 3));
  if (month >= 0 && (first === "") !== (last === "")) return civil(year, month + 1, first + last);
  const dotted = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(typed);
  return dotted === null ? null : civil(dotted[3] ?? "", Number(dotted[2]), dotted[1] ?? "");
}
