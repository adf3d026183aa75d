/** How far an instant is away, in words: 'in 3 days', '2 hours ago'. Pure: the caller says what time it is. */

const relative = new Intl.RelativeTimeFormat("en-GB", { numeric: "always" });

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** From when on the next larger unit is easier to grasp: '30 hours', but '2 days'. */
const steps: { below: number; unit: Intl.RelativeTimeFormatUnit; length: number }[] = [
  { below: hour, unit: "minute", length: minute },
  { below: 48 * hour, unit: "hour", length: hour },
  { below: 21 * day, unit: "day", length: day },
  { below: 70 * day, unit: "week", length: 7 * day },
  { below: 730 * day, unit: "month", length: 30.44 * day },
];

/** Whole units that are left or gone, never rounded up: nobody is promised more time than there is. */
export function countdown(instant: string, now: Date): string {
  const away = Date.parse(instant) - now.getTime();
  if (Number.isNaN(away)) return instant;
  const distance = Math.abs(away);
  if (distance < minute) return away >= 0 ? "in less than a minute" : "just now";
  const step = steps.find(({ below }) => distance < below) ?? { unit: "year", length: 365.25 * day };
  const count = Math.floor(distance / step.length);
  return relative.format(away >= 0 ? count : -count, step.unit);
}

/** How soon somebody should look at it: `past`, within a week, or later. */
export function urgency(instant: string, now: Date): "past" | "soon" | "later" {
  const away = Date.parse(instant) - now.getTime();
  if (away <= 0) return "past";
  return away < 7 * day ? "soon" : "later";
}
