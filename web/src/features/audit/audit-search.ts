/** What the URL of the audit trail says: one subject, one kind of event. Pure. */
export type AuditSearch = { subject?: string; name?: string };

export function parseAuditSearch(search: Record<string, unknown>): AuditSearch {
  const kept: AuditSearch = {};
  for (const key of ["subject", "name"] as const) {
    const value = search[key];
    if (typeof value === "string" && value !== "") kept[key] = value;
  }
  return kept;
}
