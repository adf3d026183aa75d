/** How the app writes its URL: plain `key=value`, commas left readable. Every value is a string. */

export function parseSearch(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(text)) {
    found[key] = key in found ? `${found[key]},${value}` : value;
  }
  return found;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === "") continue;
    const text = encodeURIComponent(String(value)).replaceAll("%2C", ",").replaceAll("%20", "+");
    parts.push(`${encodeURIComponent(key)}=${text}`);
  }
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
