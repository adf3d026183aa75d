/** The picture of coverage of an asset or a collection. The server draws it; nothing is kept. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { UseContext } from "@/lib/use-context";
import type { Window } from "@/ui/time-lanes/geometry";

type Subject = { asset?: string; collection?: string };

export function coverageQuery(subject: Subject, markets: string[], window: Window, use: UseContext) {
  const id = subject.asset ?? subject.collection ?? "";
  const body = {
    territories: markets,
    start: window.from,
    end: window.until,
    ...(use.purposes.length > 0 ? { purposes: use.purposes } : {}),
  };
  return queryOptions({
    queryKey: ["rights", "coverage", subject, body],
    enabled: id !== "",
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      subject.asset !== undefined
        ? api.POST("/assets/{id}/coverage", { params: { path: { id } }, body, signal })
        : api.POST("/collections/{id}/coverage", { params: { path: { id } }, body, signal }),
  });
}

export function collectionNameQuery(id: string | undefined) {
  return queryOptions({
    queryKey: ["collections", "one", id ?? ""],
    enabled: id !== undefined,
    queryFn: async ({ signal }) =>
      (await api.GET("/collections/{id}", { params: { path: { id: id ?? "" } }, signal })).name,
  });
}
