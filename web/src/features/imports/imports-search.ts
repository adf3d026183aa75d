/** What the URL of an import says. Pure. */
export const fileStates = ["refused", "duplicate", "added", "waiting"] as const;
export type FileState = (typeof fileStates)[number];

/** `state` is left out for all of them. */
export type ImportSearch = { state?: FileState };

export function parseImportSearch(search: Record<string, unknown>): ImportSearch {
  const state = fileStates.find((one) => one === search.state);
  return state === undefined ? {} : { state };
}
