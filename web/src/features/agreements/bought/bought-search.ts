/** What the address of the page says: as what it is shown, and whether only what was never used. Pure. */
export type BoughtSearch = { view?: "matrix"; only?: "never" };

export function parseBoughtSearch(search: Record<string, unknown>): BoughtSearch {
  return {
    ...(search.view === "matrix" ? { view: "matrix" as const } : {}),
    ...(search.only === "never" ? { only: "never" as const } : {}),
  };
}
