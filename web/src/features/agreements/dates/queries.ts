/** What ends, begins or has to be done, over all agreements. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { DatesSearch } from "./dates-search";

export function timelineQuery({ from, until }: Pick<DatesSearch, "from" | "until">) {
  return queryOptions({
    queryKey: ["rights", "timeline", from ?? "", until ?? ""],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.GET("/rights/timeline", { params: { query: { from, until } }, signal }),
  });
}
