/** The assets before and after this one in the list one came from, as far as it is loaded. */
import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SearchAnswer } from "@/api/types";

export type Neighbours = {
  previous?: string;
  next?: string;
  afterNext?: string;
  /** 1 for the first. */
  position?: number;
  total?: number;
};

export function neighboursIn(ids: readonly string[], id: string): Neighbours {
  const at = ids.indexOf(id);
  if (at < 0) return {};
  return { previous: ids[at - 1], next: ids[at + 1], afterNext: ids[at + 2], position: at + 1 };
}

function isList(data: unknown): data is InfiniteData<SearchAnswer> {
  return typeof data === "object" && data !== null && "pages" in data;
}

/** Of all lists in the cache that hold the asset, the one looked at last. */
export function neighboursOf(queries: QueryClient, id: string): Neighbours {
  const lists = queries
    .getQueryCache()
    .findAll({ queryKey: ["search"] })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  for (const { state } of lists) {
    if (!isList(state.data)) continue;
    const ids = state.data.pages.flatMap((page) => page.hits.map((hit) => hit.asset_id));
    if (ids.includes(id)) return { ...neighboursIn(ids, id), total: state.data.pages[0]?.total };
  }
  return {};
}

export function useNeighbours(id: string): Neighbours {
  const queries = useQueryClient();
  return useMemo(() => neighboursOf(queries, id), [queries, id]);
}
