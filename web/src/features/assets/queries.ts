/** Calls of the assets room. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Asset } from "@/api/types";

export function assetQuery(id: string) {
  return queryOptions({
    queryKey: ["assets", id],
    queryFn: ({ signal }) => api.GET<Asset>("/assets/{id}", { params: { path: { id } }, signal }),
  });
}
