/** Calls of the renditions room. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { NewRenditionPreset, RenditionPreset, RenditionPresetChange } from "@/api/types";

export const presetsQuery = queryOptions({
  queryKey: ["presets"],
  queryFn: async ({ signal }) => (await api.GET("/presets", { signal })).items,
});

/** Who takes which preset. Read here because the list needs their names and nothing else of that room. */
export const channelsOfPresetsQuery = queryOptions({
  queryKey: ["channels", "of-presets"],
  queryFn: async ({ signal }) => (await api.GET("/channels", { signal })).items,
});

export function addPreset(body: NewRenditionPreset): Promise<RenditionPreset> {
  return api.POST("/presets", { body });
}

/** Refused with 412 when somebody else changed it since. */
export function changePreset(preset: RenditionPreset, body: RenditionPresetChange): Promise<RenditionPreset> {
  return api.PATCH("/presets/{key}", {
    params: { path: { key: preset.key } },
    body,
    ifMatch: preset.revision,
  });
}
