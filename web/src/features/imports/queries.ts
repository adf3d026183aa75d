/** Calls of the imports room. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { postFile } from "@/api/files";
import type { Import, NewFolderImport, NewRecordsImport, SentRecords } from "@/api/types";
import type { FileState } from "./imports-search";

/** The hot folder goes on for ever; it is looked at less often than what comes to an end. */
const goesOn = (one: Import) => one.kind !== "hot" && (one.state === "reading" || one.state === "running");

export const importsQuery = infiniteQueryOptions({
  queryKey: ["imports", "list"],
  initialPageParam: null as string | null,
  queryFn: ({ signal, pageParam }) =>
    api.GET("/imports", { signal, params: { query: { limit: 50, cursor: pageParam } } }),
  getNextPageParam: (last) => last.next_cursor,
  refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some(goesOn) ? 3_000 : false),
});

export const importPlaceQuery = queryOptions({
  queryKey: ["imports", "place"],
  queryFn: ({ signal }) => api.GET("/imports/place", { signal }),
});

export function importQuery(id: string) {
  return queryOptions({
    queryKey: ["imports", "one", id],
    queryFn: ({ signal }) => api.GET("/imports/{id}", { signal, params: { path: { id } } }),
    refetchInterval: ({ state }) => (state.data !== undefined && goesOn(state.data) ? 2_000 : false),
  });
}

/** Files of an import; `turn` changes with its counts, so that a list in sight follows them. */
export function importFilesQuery(id: string, state: FileState | undefined, turn: number) {
  return infiniteQueryOptions({
    queryKey: ["imports", "files", id, state, turn],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      api.GET("/imports/{id}/files", {
        signal,
        params: { path: { id }, query: { state, cursor: pageParam } },
      }),
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: (before) => before,
  });
}

export function useBeginImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewFolderImport | NewRecordsImport) => api.POST("/imports", { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["imports"] }),
  });
}

/** What would become of the first records; nothing is taken. */
export function recordsPreviewQuery(wanted: NewRecordsImport) {
  return queryOptions({
    queryKey: ["imports", "preview", wanted],
    queryFn: ({ signal }) => api.POST("/imports/preview", { signal, body: wanted }),
    retry: false,
    staleTime: 60_000,
  });
}

export function sendRecords(file: File): Promise<SentRecords> {
  return postFile<SentRecords>("/imports/files", { query: { name: file.name } }, file);
}

export type Wish = "pause" | "resume" | "cancel" | "retry";

export function useWish(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => {
      const params = { path: { id } };
      switch (wish) {
        case "pause":
          return api.POST("/imports/{id}/pause", { params });
        case "resume":
          return api.POST("/imports/{id}/resume", { params });
        case "cancel":
          return api.POST("/imports/{id}/cancel", { params });
        case "retry":
          return api.POST("/imports/{id}/retry", { params });
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["imports"] }),
  });
}
