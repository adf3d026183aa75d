/** Papers and people to choose from while files are uploaded. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";

export function papersQuery(words: string) {
  return queryOptions({
    queryKey: ["agreements", "for-uploads", words],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.GET("/agreements", { signal, params: { query: { q: words, limit: 30 } } })).items,
  });
}

/** One paper with its grants and what they are for. */
export function paperQuery(id: string) {
  return queryOptions({
    queryKey: ["agreements", id, "for-uploads"],
    queryFn: ({ signal }) => api.GET("/agreements/{id}", { signal, params: { path: { id } } }),
  });
}

export const shownPeopleQuery = queryOptions({
  queryKey: ["rights", "people", "for-uploads"],
  queryFn: async ({ signal }) =>
    (await api.GET("/people", { signal, params: { query: { limit: 200 } } })).items,
});

export function releasesOfQuery(person: string) {
  return queryOptions({
    queryKey: ["rights", "releases", "for-uploads", person],
    queryFn: async ({ signal }) =>
      (await api.GET("/releases", { signal, params: { query: { person, limit: 50 } } })).items,
  });
}
