/** Calls about the reference data. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { NewReferenceChange } from "@/api/types";
import { rightsChanged } from "../queries";

export function changesQuery(kind: string, key: string) {
  return queryOptions({
    queryKey: ["rights", "reference", "changes", kind, key],
    queryFn: ({ signal }) =>
      api.GET("/rights/reference/changes", { signal, params: { query: { kind, key } } }),
  });
}

export function impactQuery(body: NewReferenceChange) {
  return queryOptions({
    queryKey: ["rights", "reference", "impact", body],
    staleTime: 0,
    gcTime: 0,
    retry: false,
    queryFn: ({ signal }) => api.POST("/rights/reference/preview", { body, signal }),
  });
}

export function useChangeReference() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewReferenceChange) => api.POST("/rights/reference/changes", { body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["rights", "reference"] });
      await rightsChanged(queries);
    },
  });
}
