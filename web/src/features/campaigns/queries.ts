/** Calls of the campaigns room. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Campaign, NewCampaign } from "@/api/types";

export const campaignsQuery = infiniteQueryOptions({
  queryKey: ["campaigns", "list"],
  initialPageParam: null as string | null,
  queryFn: ({ signal, pageParam }) =>
    api.GET("/campaigns", { signal, params: { query: { limit: 100, cursor: pageParam } } }),
  getNextPageParam: (last) => last.next_cursor,
});

export function campaignQuery(id: string) {
  return queryOptions({
    queryKey: ["campaigns", "one", id],
    queryFn: ({ signal }) => api.GET("/campaigns/{id}", { signal, params: { path: { id } } }),
  });
}

/** Adds a campaign, or changes the given one at the revision that was read. */
export function useSaveCampaign(campaign: Campaign | undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewCampaign) =>
      campaign === undefined
        ? api.POST("/campaigns", { body })
        : api.PATCH("/campaigns/{id}", {
            body,
            ifMatch: campaign.revision,
            params: { path: { id: campaign.id } },
          }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["campaigns"] }),
  });
}
