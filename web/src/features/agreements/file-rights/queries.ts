/** Calls about what files say about their rights, and what machines are told. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { AiReservation, FileRights } from "@/api/types";

export function fileRightsQuery(asset: string) {
  return queryOptions({
    queryKey: ["rights", "file", asset],
    queryFn: ({ signal }) =>
      api.GET("/assets/{id}/rights/proposals", { params: { path: { id: asset } }, signal }),
    // A file that has just arrived is read a moment later.
    refetchInterval: (query) => (query.state.data?.read === false ? 3_000 : false),
  });
}

/** Without keys: everything that is open. */
export function acceptStatements(asset: string, keys: string[]): Promise<FileRights> {
  return api.POST("/assets/{id}/rights/proposals/acceptances", {
    params: { path: { id: asset } },
    body: { keys },
  });
}

export function dismissStatements(asset: string, keys: string[], reason: string): Promise<FileRights> {
  return api.POST("/assets/{id}/rights/proposals/dismissals", {
    params: { path: { id: asset } },
    body: { keys, reason },
  });
}

export function reservationQuery(asset: string) {
  return queryOptions({
    queryKey: ["rights", "reservation", asset],
    queryFn: ({ signal }) =>
      api.GET("/assets/{id}/rights/reservation", { params: { path: { id: asset } }, signal }),
  });
}

export function setReservation(asset: string, reserved: boolean): Promise<AiReservation> {
  const params = { path: { id: asset } };
  return reserved
    ? api.PUT("/assets/{id}/rights/reservation", { params, body: {} })
    : api.DELETE("/assets/{id}/rights/reservation", { params });
}
