/** Calls of the approvals room. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { NewDecision } from "@/api/types";
import { apiQuery, type InboxSearch } from "./inbox";

/** Verdicts age, so the list is asked again more often than other lists. */
export function approvalsQuery(search: InboxSearch) {
  const query = apiQuery(search);
  return infiniteQueryOptions({
    queryKey: ["approvals", "list", query],
    staleTime: 15_000,
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      api.GET("/approvals", {
        signal,
        params: { query: { ...query, limit: 100, cursor: pageParam } },
      }),
    getNextPageParam: (last) => last.next_cursor,
  });
}

export function approvalQuery(id: string) {
  return queryOptions({
    queryKey: ["approvals", "one", id],
    staleTime: 15_000,
    queryFn: ({ signal }) => api.GET("/approvals/{id}", { signal, params: { path: { id } } }),
  });
}

/** The versions of an asset, to show exactly the bytes that are to be approved. */
export function versionsQuery(asset: string) {
  return queryOptions({
    queryKey: ["assets", asset, "versions"],
    queryFn: ({ signal }) => api.GET("/assets/{id}/versions", { signal, params: { path: { id: asset } } }),
  });
}

function useApprovalChange<Body>(id: string, send: (body: Body) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    // Not from the answer alone: a refusal, too, says that what is shown here has aged.
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["approvals"] }),
        queries.invalidateQueries({ queryKey: ["verdicts", "of-use"] }),
      ]),
    mutationKey: ["approvals", id],
  });
}

export function useDecide(id: string) {
  return useApprovalChange(id, (body: NewDecision) =>
    api.POST("/approvals/{id}/decisions", { body, params: { path: { id } } }),
  );
}

export function useComment(id: string) {
  return useApprovalChange(id, (body: string) =>
    api.POST("/approvals/{id}/comments", { body: { body }, params: { path: { id } } }),
  );
}

export function useWithdraw(id: string) {
  return useApprovalChange(id, (_: undefined) =>
    api.POST("/approvals/{id}/withdrawals", { params: { path: { id } } }),
  );
}
