/** Words for days and instants. Civil days are 'YYYY-MM-DD' strings and never pass through a time zone. */

/** Three letters each, as the server writes them: what browsers call short differs ('Sept'). */
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function asUtc(civil: string): Date {
  return new Date(`${civil}T00:00:00Z`);
}

/** '2026-12-01' as '1 Dec'. */
function formatDayOfYear(civil: string): string {
  const date = asUtc(civil);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}

/** '2026-12-01' as '1 Dec 2026'. */
export function formatDay(civil: string): string {
  return `${formatDayOfYear(civil)} ${asUtc(civil).getUTCFullYear()}`;
}

/** '1 Dec to 31 Dec 2026', '1 Dec 2026 to 31 Jan 2027', 'from 1 Dec 2026', 'until 31 Dec 2026'. */
export function formatDayRange(from: string | undefined, until: string | undefined): string {
  if (from === undefined && until === undefined) return "";
  if (from === undefined) return `until ${formatDay(until as string)}`;
  if (until === undefined) return `from ${formatDay(from)}`;
  if (from === until) return formatDay(from);
  const start = from.slice(0, 4) === until.slice(0, 4) ? formatDayOfYear(from) : formatDay(from);
  return `${start} to ${formatDay(until)}`;
}

/** An RFC 3339 instant in the reader's zone: '22 Nov 2026, 15:04'. */
export function formatInstant(instant: string): string {
  const parsed = new Date(instant);
  if (Number.isNaN(parsed.getTime())) return instant;
  const time = [parsed.getHours(), parsed.getMinutes()].map((part) => String(part).padStart(2, "0"));
  return `${formatDay(civilDay(parsed))}, ${time.join(":")}`;
}

/** The day a local Date shows, as 'YYYY-MM-DD'. */
export function civilDay(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, "0");
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, "0")}`;
}

/** Whole days from one civil day to another; negative when the second is earlier. */
export function daysBetween(from: string, until: string): number {
  return Math.round((asUtc(until).getTime() - asUtc(from).getTime()) / 86_400_000);
}

export function addDays(civil: string, count: number): string {
  return new Date(asUtc(civil).getTime() + count * 86_400_000).toISOString().slice(0, 10);
}
