/** Calls of the duplicates room. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { apiBelief, apiUse } from "@/api/rights-reference";
import { isCompleteUse, type UseContext } from "@/lib/use-context";

export const duplicatesQuery = infiniteQueryOptions({
  queryKey: ["duplicates", "list"],
  initialPageParam: null as string | null,
  queryFn: ({ signal, pageParam }) =>
    api.GET("/duplicates", { signal, params: { query: { limit: 20, cursor: pageParam } } }),
  getNextPageParam: (last) => last.next_cursor,
});

/** What the server says of each asset of a group for the use of the page: one call for the group. */
export function verdictsOfGroup(assets: readonly string[], use: UseContext) {
  return queryOptions({
    queryKey: ["verdicts", "group", assets, use],
    enabled: isCompleteUse(use) && assets.length > 0,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      if (!isCompleteUse(use)) throw new Error("the use is not complete");
      const body = { ...apiUse(use), ...apiBelief(use), assets: [...assets] };
      const { items } = await api.POST("/verdicts", { body, signal });
      return new Map(items.map((one) => [one.asset, one.headline] as const));
    },
  });
}

export function lookalikesQuery(asset: string) {
  return queryOptions({
    queryKey: ["duplicates", "like", asset],
    queryFn: async ({ signal }) =>
      (await api.GET("/assets/{id}/lookalikes", { signal, params: { path: { id: asset } } })).items,
  });
}

export function mergesQuery(asset: string) {
  return queryOptions({
    queryKey: ["duplicates", "merges", asset],
    queryFn: async ({ signal }) =>
      (await api.GET("/assets/{id}/merges", { signal, params: { path: { id: asset } } })).items,
  });
}

/** What a merge would change. Asked anew each time: what is on record may have changed. */
export function mergePreviewQuery(kept: string, from: readonly string[]) {
  return queryOptions({
    queryKey: ["duplicates", "preview", kept, from],
    gcTime: 0,
    staleTime: 0,
    queryFn: ({ signal }) =>
      api.POST("/assets/{id}/merge/preview", {
        signal,
        params: { path: { id: kept } },
        body: { from: [...from] },
      }),
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ["duplicates", "assets", "search", "verdicts", "agreements", "collections"].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
}

export function useDismiss(onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (assets: readonly string[]) =>
      api.POST("/duplicates/dismissals", { body: { assets: [...assets] } }),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ["duplicates"] }),
  });
}

export function useMerge(onDone: () => void) {
  return useMutation({
    mutationFn: (wish: { kept: string; from: readonly string[]; revision: number }) =>
      api.POST("/assets/{id}/merge", {
        params: { path: { id: wish.kept } },
        body: { from: [...wish.from] },
        ifMatch: wish.revision,
      }),
    onSuccess: onDone,
    onSettled: useChanged(),
  });
}

export function useUnmerge(onDone: () => void) {
  return useMutation({
    mutationFn: (source: string) => api.POST("/assets/{id}/unmerge", { params: { path: { id: source } } }),
    onSuccess: onDone,
    onSettled: useChanged(),
  });
}
