/** Verdicts side by side: assets, uses and moments of knowledge. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { apiUse } from "@/api/rights-reference";
import type { AssetRef, Verdict } from "@/api/types";
import { isCompleteUse, type UseContext } from "@/lib/use-context";

/** The verdicts on some assets for one use, in their order; as known at a moment where one is given. */
export function comparedQuery(assets: string[], use: UseContext, beliefAt?: string) {
  return queryOptions({
    queryKey: ["verdicts", "compared", assets, use, beliefAt ?? "now"],
    enabled: assets.length > 0 && isCompleteUse(use),
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Verdict[]> => {
      if (!isCompleteUse(use)) throw new Error("the use is not complete");
      const body = { ...apiUse(use), assets, belief_at: beliefAt };
      return (await api.POST("/verdicts", { body, signal })).items;
    },
  });
}

export function assetRefQuery(id: string) {
  return queryOptions({
    queryKey: ["assets", "ref", id],
    queryFn: async ({ signal }): Promise<AssetRef> => {
      const asset = await api.GET("/assets/{id}", { params: { path: { id } }, signal });
      const thumbnail = asset.version.renditions.find((one) => one.preset === "thumbnail");
      const url = thumbnail?.url ?? asset.version.renditions[0]?.url ?? null;
      return { id: asset.id, title: asset.title, thumbnail_url: url, color: asset.version.color };
    },
  });
}
