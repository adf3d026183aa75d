/** Finds assets by words, for pickers. With a complete use each one comes with the server's verdict. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { isCompleteUse, type UseContext } from "@/lib/use-context";

export function assetSearchQuery(words: string, use: UseContext) {
  const asked = isCompleteUse(use)
    ? {
        "cleared.channel": use.channels,
        "cleared.territory": use.territories,
        "cleared.from": use.from,
        "cleared.until": use.until,
        "cleared.purpose": use.purposes,
      }
    : {};
  const query = { q: words, sort: words === "" ? "newest" : "relevance", limit: 12, ...asked };
  return queryOptions({
    queryKey: ["search", "picker", query],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await api.GET("/search", { signal, params: { query } })).hits,
  });
}
