/** The windows people plan in, from a given day. Civil days; the last day is included. */
import { addDays } from "@/lib/dates";

export type DateWindow = { from: string; until: string };

function monthWindow(year: number, month: number, months: number): DateWindow {
  const start = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  const next = new Date(Date.UTC(year, month + months, 1)).toISOString().slice(0, 10);
  return { from: start, until: addDays(next, -1) };
}

export type PresetName =
  | "next30"
  | "thisMonth"
  | "nextMonth"
  | "thisQuarter"
  | "nextQuarter"
  | "thisYear"
  | "nextYear";

export function dateWindows(today: string): { name: PresetName; window: DateWindow }[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  const quarter = Math.floor(month / 3) * 3;
  return [
    { name: "next30", window: { from: today, until: addDays(today, 29) } },
    { name: "thisMonth", window: monthWindow(year, month, 1) },
    { name: "nextMonth", window: monthWindow(year, month + 1, 1) },
    { name: "thisQuarter", window: monthWindow(year, quarter, 3) },
    { name: "nextQuarter", window: monthWindow(year, quarter + 3, 3) },
    { name: "thisYear", window: monthWindow(year, 0, 12) },
    { name: "nextYear", window: monthWindow(year + 1, 0, 12) },
  ];
}
