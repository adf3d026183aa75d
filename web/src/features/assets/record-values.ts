/** A record as names and texts, in the order it was written. Pure. */

export type RecordValue = { name: string; text: string };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join("\n");
  if (isObject(value)) {
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${textOf(inner)}`)
      .join(", ");
  }
  return String(value);
}

/** What cannot be read is shown as it stands. */
export function valuesOf(data: string): RecordValue[] {
  try {
    const parsed: unknown = JSON.parse(data);
    if (!isObject(parsed)) return [{ name: "", text: data }];
    return Object.entries(parsed).map(([name, value]) => ({ name, text: textOf(value) }));
  } catch {
    return [{ name: "", text: data }];
  }
}
