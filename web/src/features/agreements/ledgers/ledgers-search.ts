/** What the URL of the ledgers says: which ledger, which lines, in which order. Pure. */
export const tabs = ["caps", "exclusivities"] as const;
export type Tab = (typeof tabs)[number];

export const capSorts = ["left", "soonest", "paper"] as const;
export type CapSort = (typeof capSorts)[number];

export const directions = ["ours", "against_us"] as const;
export type Direction = (typeof directions)[number];

export type LedgersSearch = {
  tab?: Tab;
  sort?: CapSort;
  direction?: Direction;
  /** Only what is used up, or what meets something else. */
  trouble?: "yes";
  q?: string;
};

export function parseLedgersSearch(search: Record<string, unknown>): LedgersSearch {
  const kept: LedgersSearch = {};
  const tab = tabs.find((one) => one === search.tab);
  if (tab !== undefined) kept.tab = tab;
  const sort = capSorts.find((one) => one === search.sort);
  if (sort !== undefined) kept.sort = sort;
  const direction = directions.find((one) => one === search.direction);
  if (direction !== undefined) kept.direction = direction;
  if (search.trouble === "yes") kept.trouble = "yes";
  if (typeof search.q === "string" && search.q !== "") kept.q = search.q;
  return kept;
}
