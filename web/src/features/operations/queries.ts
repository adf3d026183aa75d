/** Calls of the operations room. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { JobsSearch } from "./jobs-search";

export function jobsQuery(search: JobsSearch) {
  return infiniteQueryOptions({
    queryKey: ["jobs", search],
    staleTime: 5_000,
    refetchInterval: 10_000,
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      api.GET("/jobs", { signal, params: { query: { ...search, limit: 100, cursor: pageParam } } }),
    getNextPageParam: (last) => last.next_cursor,
  });
}

/** The programs that make previews; looked for once by the server, so they do not change while it runs. */
export const toolsQuery = queryOptions({
  queryKey: ["tools"],
  staleTime: 60_000,
  queryFn: ({ signal }) => api.GET("/tools", { signal }),
});

export function useRetryJob(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.POST("/jobs/{id}/retries", { params: { path: { id } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
  });
}
