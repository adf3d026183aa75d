/** What the URL of an asset says: which of its sections is open. Pure. */
export const sections = ["details", "rights", "versions", "file", "use", "activity"] as const;
export type AssetSection = (typeof sections)[number];

export type AssetSearch = { tab?: AssetSection };

export function parseAssetSearch(search: Record<string, unknown>): AssetSearch {
  const tab = sections.find((one) => one === search.tab);
  return tab === undefined ? {} : { tab };
}
