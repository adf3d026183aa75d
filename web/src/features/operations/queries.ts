/** Calls of the operations room. */
import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { JobEntry, Page } from "@/api/types";
import type { JobsSearch } from "./jobs-search";

export type JobCounts = { waiting: number; running: number; dead: number; done_today: number };
export type JobPage = Page<JobEntry> & { counts: JobCounts };

export function jobsQuery(search: JobsSearch) {
  return infiniteQueryOptions({
    queryKey: ["jobs", search],
    staleTime: 5_000,
    refetchInterval: 10_000,
    initialPageParam: null as string | null,
    getNextPageParam: (last: JobPage) => last.next_cursor,
    queryFn: ({ signal, pageParam }) =>
      api.GET<JobPage>("/jobs", { signal, params: { query: { ...search, limit: 100, cursor: pageParam } } }),
  });
}

export function useRetryJob(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.POST<JobEntry>("/jobs/{id}/retries", { body: {}, params: { path: { id } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
  });
}
