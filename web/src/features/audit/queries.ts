/** Calls of the audit room. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { ChainCheck } from "@/api/types";
import type { AuditSearch } from "./audit-search";

const pageSize = 100;

/** The trail, newest first; further pages lie before the last number that was read. */
export function auditQuery(search: AuditSearch) {
  return infiniteQueryOptions({
    queryKey: ["audit", search],
    staleTime: 10_000,
    initialPageParam: null as number | null,
    queryFn: ({ signal, pageParam }) =>
      api.GET("/audit", {
        signal,
        params: { query: { ...search, limit: pageSize, before_seq: pageParam } },
      }),
    getNextPageParam: (last) => (last.next_cursor == null ? null : (last.items.at(-1)?.seq ?? null)),
  });
}

export function verifyTrail(): Promise<ChainCheck> {
  return api.GET("/audit/verify");
}
