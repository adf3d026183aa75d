/** Verdicts that something on record points to: as stored, or asked again for a whole use. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Use, Verdict } from "@/api/types";

/** The verdict as it was kept. It never changes. */
export function keptVerdictQuery(id: string) {
  return queryOptions({
    queryKey: ["verdicts", "kept", id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api.GET("/verdicts/{id}", { signal, params: { path: { id } } }),
  });
}

/** The verdict on one asset for a use that stands on record, asked now. */
export function verdictOfUseQuery(asset: string, use: Use) {
  return queryOptions({
    queryKey: ["verdicts", "of-use", asset, use],
    staleTime: 30_000,
    gcTime: 5 * 60_000,
    queryFn: async ({ signal }): Promise<Verdict> => {
      const { items } = await api.POST("/verdicts", { body: { ...use, asset }, signal });
      const verdict = items.find((one) => one.asset === asset);
      if (verdict === undefined) throw new Error("the answer lacks the asset");
      return verdict;
    },
  });
}
