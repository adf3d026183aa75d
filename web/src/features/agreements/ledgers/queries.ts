/** Caps and exclusivities of the whole library. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";

export const ledgersQuery = queryOptions({
  queryKey: ["rights", "ledgers"],
  staleTime: 60_000,
  queryFn: ({ signal }) => api.GET("/rights/ledgers", { signal }),
});
