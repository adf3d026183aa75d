/** Calls the asset page makes for rooms it only shows a part of: publications, approvals, events. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Approval, NewApproval } from "@/api/types";

export function assetPublicationsQuery(asset: string) {
  return queryOptions({
    queryKey: ["publications", "asset", asset],
    queryFn: async ({ signal }) =>
      (
        await api.GET("/publications", {
          params: { query: { asset, limit: 100 } },
          signal,
        })
      ).items,
  });
}

export function assetApprovalsQuery(asset: string) {
  return queryOptions({
    queryKey: ["approvals", "asset", asset],
    queryFn: async ({ signal }) =>
      (await api.GET("/approvals", { params: { query: { asset, limit: 50 } }, signal })).items,
  });
}

export function assetEventsQuery(asset: string) {
  return queryOptions({
    queryKey: ["audit", "asset", asset],
    queryFn: async ({ signal }) =>
      (
        await api.GET("/assets/{id}/events", {
          params: { path: { id: asset }, query: { limit: 100 } },
          signal,
        })
      ).items,
  });
}

export function askApproval(body: NewApproval): Promise<Approval> {
  return api.POST("/approvals", { body, idempotencyKey: crypto.randomUUID() });
}
