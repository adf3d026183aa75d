/** Calls of the audit room. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { EventEntry, Page } from "@/api/types";
import type { AuditSearch } from "./audit-search";

const pageSize = 100;

/** The trail, newest first; further pages lie before the last number that was read. */
export function auditQuery(search: AuditSearch) {
  return infiniteQueryOptions({
    queryKey: ["audit", search],
    staleTime: 10_000,
    initialPageParam: null as number | null,
    getNextPageParam: (last: Page<EventEntry>) =>
      last.next_cursor === null ? null : (last.items.at(-1)?.seq ?? null),
    queryFn: ({ signal, pageParam }) =>
      api.GET<Page<EventEntry>>("/audit", {
        signal,
        params: { query: { ...search, limit: pageSize, before_seq: pageParam } },
      }),
  });
}

export type Verification = { ok: boolean; checked: number; first_bad: number | null };

export function verifyTrail(): Promise<Verification> {
  return api.GET<Verification>("/audit/verify");
}
