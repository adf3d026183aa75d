/** Machine forms in the server's sentences (instants, civil days, regions), put into the reader's words. Pure. */
import type { ReferenceNames } from "@/api/rights-reference";
import { formatDay, formatDayRange, formatInstant } from "@/lib/dates";
import { isCivilDay } from "@/lib/use-context";

const instants = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/g;
// Not a part of a longer number, and not the day of a local time, which says more than the day.
const days = /(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])(?! \d{2}:)/g;

/** 'The window ended at 2026-11-08T23:00:00Z.' as 'The window ended at 9 Nov 2026, 00:00.' */
export function withReadableDates(sentence: string): string {
  return sentence
    .replace(instants, formatInstant)
    .replace(days, (day) => (isCivilDay(day) ? formatDay(day) : day));
}

function named(keys: string, name: (key: string) => string): string {
  return keys
    .split(/[,+]/)
    .map((key) => name(key.trim()))
    .join(", ");
}

function period(text: string): string {
  const [from, until] = text.split("..");
  return isCivilDay(from) && isCivilDay(until) ? formatDayRange(from, until) : withReadableDates(text);
}

/**
 * 'social.organic.instagram | DE | 2026-12-01..2027-01-07' as 'Instagram (organic) · Germany · 1 Dec 2026 to 7 Jan 2027'.
 * What has another shape is words already, and stays.
 */
export function wordsOfRegion(region: string, names: ReferenceNames): string {
  const [channels, territories, dates, purposes, ...more] = region.split(" | ");
  if (channels === undefined || territories === undefined || dates === undefined || more.length > 0) {
    return withReadableDates(region);
  }
  const parts = [named(channels, names.channel), named(territories, names.territory), period(dates)];
  if (purposes !== undefined) parts.push(named(purposes, names.purpose));
  return parts.join(" · ");
}
