/** Calls about rules of the house: the rights policy, duty rules and the marks on assets they look at. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type {
  AiReservation,
  DutyRule,
  Flag,
  NewDutyRule,
  NewFlag,
  NewRightsPolicy,
  RightsPolicy,
} from "@/api/types";

/** Below `rights`: a change of what is on record asks them again. */
export const rightsPolicyQuery = queryOptions({
  queryKey: ["rights", "policy"],
  queryFn: ({ signal }) => api.GET("/rights/policy", { signal, params: { query: {} } }),
});

export const dutyRulesQuery = queryOptions({
  queryKey: ["rights", "duty-rules"],
  queryFn: async ({ signal }) =>
    (await api.GET("/rights/duty-rules", { signal, params: { query: {} } })).items,
});

export const dutyProposalsQuery = queryOptions({
  queryKey: ["rights", "duty-proposals"],
  queryFn: async ({ signal }) => (await api.GET("/rights/duty-rules/proposals", { signal })).items,
});

export const houseRuleHistoryQuery = queryOptions({
  queryKey: ["rights", "policy-history"],
  queryFn: async ({ signal }) =>
    (await api.GET("/rights/policy/history", { signal, params: { query: { limit: 100 } } })).items,
});

export const houseReservationQuery = queryOptions({
  queryKey: ["rights", "reservation", "house"],
  queryFn: ({ signal }) => api.GET("/rights/reservation", { signal }),
});

export function reserveHouse(reason: string): Promise<AiReservation> {
  return api.PUT("/rights/reservation", { body: reason.trim() === "" ? {} : { reason: reason.trim() } });
}

export function releaseHouse(): Promise<AiReservation> {
  return api.DELETE("/rights/reservation");
}

export function flagsQuery(asset: string) {
  return queryOptions({
    queryKey: ["rights", "flags", asset],
    queryFn: async ({ signal }) =>
      (await api.GET("/assets/{id}/flags", { signal, params: { path: { id: asset }, query: {} } })).items,
  });
}

export function savePolicy(body: NewRightsPolicy): Promise<RightsPolicy> {
  return api.PUT("/rights/policy", { body });
}

export function saveDutyRule(id: string | undefined, body: NewDutyRule): Promise<DutyRule> {
  return id === undefined
    ? api.POST("/rights/duty-rules", { body })
    : api.PUT("/rights/duty-rules/{id}", { body, params: { path: { id } } });
}

export function deleteDutyRule(id: string): Promise<void> {
  return api.DELETE("/rights/duty-rules/{id}", { params: { path: { id } } });
}

export function addFlag(asset: string, body: NewFlag): Promise<Flag> {
  return api.POST("/assets/{id}/flags", { body, params: { path: { id: asset } } });
}

export function removeFlag(asset: string, flag: string): Promise<void> {
  return api.DELETE("/assets/{id}/flags/{flag_id}", { params: { path: { id: asset, flag_id: flag } } });
}
