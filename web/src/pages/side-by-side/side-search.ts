/** What stands beside what, in the address: an asset and, after a dot, one of its versions. */

/** One side: an asset and perhaps a version of it; without one, the current version. */
export type Side = { asset: string; version?: string };

export const modes = ["beside", "swipe", "difference"] as const;
export type Mode = (typeof modes)[number];

export type SideSearch = { left?: string; right?: string; mode?: Mode };

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

export function parseSideSearch(search: Record<string, unknown>): SideSearch {
  return {
    left: text(search.left),
    right: text(search.right),
    mode: modes.find((mode) => mode === search.mode),
  };
}

export function readSide(value: string | undefined): Side | undefined {
  if (value === undefined) return undefined;
  const [asset = "", version] = value.split(".");
  return version === undefined || version === "" ? { asset } : { asset, version };
}

export function writeSide({ asset, version }: Side): string {
  return version === undefined ? asset : `${asset}.${version}`;
}
