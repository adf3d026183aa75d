/** Calls of the assets room. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { loadPeaks } from "@/api/files";
import { pictureInfo } from "@/api/pictures";
import type { Asset, AssetChange } from "@/api/types";
import { isPlayerComing } from "./technical";

export function assetQuery(id: string) {
  return queryOptions({
    queryKey: ["assets", id],
    queryFn: ({ signal }) => api.GET("/assets/{id}", { params: { path: { id } }, signal }),
    // A preview or a player in the making arrives by itself.
    refetchInterval: (query) => {
      const version = query.state.data?.version;
      return version !== undefined && (version.preview === "pending" || isPlayerComing(version))
        ? 3_000
        : false;
    },
  });
}

/** The loudness of a sound over time, 0 to 255, from the address of its rendition. */
export function peaksQuery(url: string) {
  return queryOptions({
    queryKey: ["peaks", url],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => loadPeaks(url, signal),
  });
}

/** How large a version's picture is to this reader, and its tiles. */
export function pictureQuery(version: string) {
  return queryOptions({
    queryKey: ["pictures", version],
    queryFn: ({ signal }) => pictureInfo(version, signal),
    staleTime: 60_000,
  });
}

export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ["assets", id, "versions"],
    queryFn: async ({ signal }) =>
      (await api.GET("/assets/{id}/versions", { params: { path: { id } }, signal })).items,
  });
}

export function metadataQuery(id: string) {
  return queryOptions({
    queryKey: ["assets", id, "metadata"],
    queryFn: ({ signal }) => api.GET("/assets/{id}/metadata", { params: { path: { id } }, signal }),
  });
}

export function rawMetadataQuery(id: string) {
  return queryOptions({
    queryKey: ["assets", id, "metadata", "raw"],
    queryFn: ({ signal }) => api.GET("/assets/{id}/metadata/raw", { params: { path: { id } }, signal }),
  });
}

export const allCollectionsQuery = queryOptions({
  queryKey: ["collections"],
  queryFn: ({ signal }) => api.GET("/collections", { signal, params: { query: { limit: 200 } } }),
});

/** Refused with 412 when somebody else changed it after `revision`. */
export function changeAsset(id: string, revision: number, body: AssetChange): Promise<Asset> {
  return api.PATCH("/assets/{id}", { params: { path: { id } }, body, ifMatch: revision });
}

export function archiveAsset(id: string): Promise<void> {
  return api.DELETE("/assets/{id}", { params: { path: { id } } });
}

export function restoreAsset(id: string): Promise<Asset> {
  return api.POST("/assets/{id}/restorations", { params: { path: { id } } });
}

/** Asks for the previews once more, after they failed. */
export function remakePreviews(id: string): Promise<void> {
  return api.POST("/assets/{id}/renditions", { params: { path: { id } } });
}

export function putInCollection(asset: string, collection: string): Promise<void> {
  return api.PUT("/collections/{id}/assets/{asset_id}", {
    params: { path: { id: collection, asset_id: asset } },
  });
}

export function takeOutOfCollection(asset: string, collection: string): Promise<void> {
  return api.DELETE("/collections/{id}/assets/{asset_id}", {
    params: { path: { id: collection, asset_id: asset } },
  });
}

/** Makes an earlier file the current one again, as a new version. */
export function restoreVersion(asset: Asset, version: string): Promise<Asset> {
  return api.POST("/assets/{id}/versions/{version_id}/restorations", {
    params: { path: { id: asset.id, version_id: version } },
    ifMatch: asset.revision,
  });
}

/** The address that downloads an earlier file, as an attachment. */
export function versionUrl(asset: string, version: string): string {
  return `${originalUrl(asset)}?version=${encodeURIComponent(version)}`;
}

/** The address that downloads the original, as an attachment. */
export function originalUrl(id: string): string {
  return `/api/v1/assets/${encodeURIComponent(id)}/original`;
}
