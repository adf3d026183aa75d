/** Calls of the search room. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Collection, Page, SearchAnswer } from "@/api/types";
import type { UseContext } from "@/lib/use-context";
import { apiQuery, type LibrarySearch } from "./library-search";

const pageSize = 100;

/** The hits of a search as pages by cursor. The first page brings the facets. While another search loads, the old stays. */
export function searchQuery(search: LibrarySearch, use: UseContext) {
  const query = apiQuery(search, use);
  return infiniteQueryOptions({
    queryKey: ["search", query],
    initialPageParam: null as string | null,
    getNextPageParam: (last: SearchAnswer) => last.next_cursor,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      api.GET<SearchAnswer>("/search", {
        signal,
        params: {
          query: {
            ...query,
            limit: pageSize,
            cursor: pageParam,
            facets: pageParam === null ? "kind,keyword,collection" : undefined,
          },
        },
      }),
  });
}

/** How many there would be: for the way out of an empty result. */
export function countQuery(search: LibrarySearch, use: UseContext) {
  const query = apiQuery(search, use);
  return queryOptions({
    queryKey: ["search", "count", query],
    queryFn: async ({ signal }) =>
      (await api.GET<SearchAnswer>("/search", { signal, params: { query: { ...query, limit: 1 } } })).total,
  });
}

export const collectionsQuery = queryOptions({
  queryKey: ["collections"],
  queryFn: ({ signal }) =>
    api.GET<Page<Collection>>("/collections", { signal, params: { query: { limit: 200 } } }),
});

/** Adds assets one by one and answers how many went in. Stops at the first refusal. */
export async function addToCollection(collection: string, assets: readonly string[]): Promise<number> {
  for (const asset of assets) {
    await api.PUT<void>("/collections/{id}/assets/{asset_id}", {
      params: { path: { id: collection, asset_id: asset } },
    });
  }
  return assets.length;
}

export function createCollection(name: string): Promise<Collection> {
  return api.POST<Collection>("/collections", { body: { name } });
}
