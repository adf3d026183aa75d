/** The one door to a verdict for the screen. Nothing here, and nothing else in the app, infers one. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { apiBelief, apiUse } from "@/api/rights-reference";
import type { Verdict } from "@/api/types";
import { isCompleteUse, type UseContext } from "@/lib/use-context";

/** The verdict on one asset for a use. Disabled while the use is incomplete. Not kept past five minutes. */
export function verdictQuery(asset: string, use: UseContext) {
  return queryOptions({
    queryKey: ["verdicts", asset, use],
    enabled: isCompleteUse(use),
    staleTime: 60_000,
    gcTime: 5 * 60_000,
    queryFn: async ({ signal }): Promise<Verdict> => {
      if (!isCompleteUse(use)) throw new Error("the use is not complete");
      const body = { ...apiUse(use), ...apiBelief(use), asset };
      const { items } = await api.POST("/verdicts", { body, signal });
      const verdict = items.find((one) => one.asset === asset);
      if (verdict === undefined) throw new Error("the answer lacks the asset");
      return verdict;
    },
  });
}
