/** Calls of the search room. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Collection, SearchAnswer } from "@/api/types";
import { isCompleteUse, type UseContext, writeUse } from "@/lib/use-context";
import { apiQuery, type LibrarySearch } from "./library-search";

const pageSize = 100;

/** An answer that remembers which use its verdicts are for: it may stay on the screen while another loads. */
export type AnswerForUse = SearchAnswer & { use: string };

/** Equal for uses that ask the same. An incomplete use asks nothing. */
export function nameOfUse(use: UseContext): string {
  return isCompleteUse(use) ? JSON.stringify(writeUse(use)) : "";
}

/** The hits of a search as pages by cursor. The first page brings the facets. While another search loads, the old stays. */
export function searchQuery(search: LibrarySearch, use: UseContext) {
  const query = apiQuery(search, use);
  return infiniteQueryOptions({
    queryKey: ["search", query],
    initialPageParam: null as string | null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal, pageParam }): Promise<AnswerForUse> => {
      const facets = pageParam === null ? "kind,keyword,collection" : undefined;
      const answer = await api.GET("/search", {
        signal,
        params: { query: { ...query, limit: pageSize, cursor: pageParam, facets } },
      });
      return { ...answer, use: nameOfUse(use) };
    },
    getNextPageParam: (last) => last.next_cursor,
  });
}

/** How many there would be: for the way out of an empty result. */
export function countQuery(search: LibrarySearch, use: UseContext) {
  const query = apiQuery(search, use);
  return queryOptions({
    queryKey: ["search", "count", query],
    queryFn: async ({ signal }) =>
      (await api.GET("/search", { signal, params: { query: { ...query, limit: 1 } } })).total,
  });
}

export function suggestQuery(text: string) {
  return queryOptions({
    queryKey: ["search", "suggest", text],
    enabled: text.length >= 2,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.GET("/search/suggest", { signal, params: { query: { q: text } } })).items,
  });
}

export const collectionsQuery = queryOptions({
  queryKey: ["collections"],
  queryFn: ({ signal }) => api.GET("/collections", { signal, params: { query: { limit: 200 } } }),
});

/** Adds assets one by one and answers how many went in. Stops at the first refusal. */
export async function addToCollection(collection: string, assets: readonly string[]): Promise<number> {
  for (const asset of assets) {
    await api.PUT("/collections/{id}/assets/{asset_id}", {
      params: { path: { id: collection, asset_id: asset } },
    });
  }
  return assets.length;
}

export function createCollection(name: string): Promise<Collection> {
  return api.POST("/collections", { body: { name } });
}
