/** Calls about rights that come from elsewhere, and go there. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Imported, NewFromPreset, NewImport } from "@/api/types";

/** They come with the server and stay as they are. */
export const presetsQuery = queryOptions({
  // Not below `rights`: recording something does not change them.
  queryKey: ["presets"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await api.GET("/rights/presets", { signal })).items,
});

/** Without interests it only tells what the policy would become. */
export function importPolicy(body: NewImport): Promise<Imported> {
  return api.POST("/agreements/import", { body });
}

export function recordPreset(body: NewFromPreset): Promise<Imported> {
  return api.POST("/agreements/from-preset", { body });
}
