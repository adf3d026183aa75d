/** What the URL of the reference data says. Pure. */
export const parts = ["groups", "channels", "purposes", "categories", "modifications", "sources"] as const;
export type Part = (typeof parts)[number];

export type ReferenceSearch = { part?: Part };

export function parseReferenceSearch(search: Record<string, unknown>): ReferenceSearch {
  const part = parts.find((one) => one === search.part);
  return part === undefined || part === "groups" ? {} : { part };
}
