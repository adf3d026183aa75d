/** What the library's URL says: words, filters, sort. Pure. The use is not part of it: it belongs to every page. */
import type { Headline } from "@/api/types";
import { isCompleteUse, type UseContext } from "@/lib/use-context";

/** Fields one can filter by; each is a comma-separated list in the URL. */
export const filterFields = ["kind", "keyword", "collection", "organization", "state"] as const;
export type FilterField = (typeof filterFields)[number];

export const sorts = ["relevance", "newest", "title"] as const;
export type Sort = (typeof sorts)[number];

export type LibrarySearch = { q?: string; bucket?: string; sort?: Sort } & Partial<
  Record<FilterField, string>
>;

export function parseLibrarySearch(search: Record<string, unknown>): LibrarySearch {
  const kept: LibrarySearch = {};
  for (const key of ["q", "bucket", ...filterFields] as const) {
    const value = search[key];
    if (typeof value === "string" && value !== "") kept[key] = value;
  }
  const sort = sorts.find((one) => one === search.sort);
  if (sort !== undefined) kept.sort = sort;
  return kept;
}

export function valuesOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(",").filter((part) => part !== "");
}

export function textOf(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(",");
}

/** Adds the value to the list in the URL, or takes it out. */
export function toggleValue(text: string | undefined, value: string): string | undefined {
  const values = valuesOf(text);
  return textOf(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
}

export function bucketOf(headline: Headline): string {
  return headline.toLowerCase();
}

/** The query of `GET /search`, without cursor. The use is sent only when it is complete. */
export function apiQuery(
  search: LibrarySearch,
  use: UseContext,
): Record<string, string | string[] | undefined> {
  const query: Record<string, string | string[] | undefined> = {
    q: search.q,
    sort: search.sort ?? (search.q === undefined ? "newest" : "relevance"),
  };
  for (const field of filterFields) query[`field.${field}`] = valuesOf(search[field]);
  if (isCompleteUse(use)) {
    query["cleared.channel"] = use.channels;
    query["cleared.territory"] = use.territories;
    query["cleared.from"] = use.from;
    query["cleared.until"] = use.until;
    query["cleared.purpose"] = use.purposes;
    query.bucket = valuesOf(search.bucket);
  }
  return query;
}

/** One thing that narrows the list, and the search without it. */
export type Narrowing = {
  key: string;
  kind: "q" | "bucket" | FilterField;
  value: string;
  without: LibrarySearch;
};

export function narrowingsOf(search: LibrarySearch, use: UseContext): Narrowing[] {
  const found: Narrowing[] = [];
  if (search.q !== undefined) {
    found.push({ key: "q", kind: "q", value: search.q, without: { ...search, q: undefined } });
  }
  const lists = isCompleteUse(use) ? (["bucket", ...filterFields] as const) : filterFields;
  for (const kind of lists) {
    for (const value of valuesOf(search[kind])) {
      const without = { ...search, [kind]: toggleValue(search[kind], value) };
      found.push({ key: `${kind}=${value}`, kind, value, without });
    }
  }
  return found;
}
