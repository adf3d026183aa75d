/** Amounts as people write them, and as they are recorded: whole numbers of the smallest unit. Pure. */

/** How many digits a currency has after the point; two where nobody knows it. */
export function digitsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** `1200.5` EUR are 120050; nothing for what is no amount, or has more digits than the currency. */
export function minorOf(text: string, currency: string): number | null {
  const plain = text.trim().replaceAll(",", "");
  const found = /^(\d{1,12})(?:\.(\d+))?$/.exec(plain);
  if (found === null) return null;
  const digits = digitsOf(currency);
  const part = found[2] ?? "";
  if (part.length > digits) return null;
  const minor = Number(`${found[1]}${part.padEnd(digits, "0")}`);
  return Number.isSafeInteger(minor) && minor > 0 ? minor : null;
}

/** The amount as a form shows it. */
export function amountOf(minor: unknown, currency: string): string {
  if (typeof minor !== "number") return "";
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** `P3M` as its number and its unit. Lengths of several units are left as they are. */
export function lengthParts(length: unknown): { count: string; unit: string } | null {
  if (length == null || length === "") return { count: "", unit: "D" };
  const found = typeof length === "string" ? /^P(\d+)([YMWD])$/.exec(length) : null;
  return found === null ? null : { count: found[1] ?? "", unit: found[2] ?? "D" };
}

export function lengthOf({ count, unit }: { count: string; unit: string }): string | null {
  return /^\d{1,4}$/.test(count) ? `P${Number(count)}${unit}` : null;
}
