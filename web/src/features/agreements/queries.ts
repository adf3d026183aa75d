/** Calls of the agreements room: papers, what they say, and what is on record for an asset. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "@/api/client";
import type {
  Agreement,
  AgreementChange,
  Clause,
  Component,
  Fact,
  Interest,
  NewAgreement,
  NewClause,
  NewComponent,
  NewFact,
  NewInterest,
  NewPreview,
} from "@/api/types";

export type Review = Agreement["review"];
/** What a paper says, as lists of its answer and as its paths name them. */
export type RuleList =
  | "grants"
  | "restrictions"
  | "waivers"
  | "revocations"
  | "engagements"
  | "exclusivities";
/** Everything that is recorded in a paper, what happened under it too. */
export type FactList = RuleList | "duty_events" | "usage" | "fees" | "notice_windows";

export function agreementsQuery(search: { q?: string; review?: Review }) {
  return infiniteQueryOptions({
    queryKey: ["agreements", "list", search],
    initialPageParam: null as string | null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      api.GET("/agreements", {
        signal,
        params: { query: { ...search, limit: 100, cursor: pageParam } },
      }),
    getNextPageParam: (last) => last.next_cursor,
  });
}

/** `beliefAt` is the instant whose record is asked for; now when it is left out. */
export function agreementQuery(id: string, beliefAt?: string) {
  return queryOptions({
    queryKey: ["agreements", "one", id, beliefAt ?? "now"],
    queryFn: ({ signal }) =>
      api.GET("/agreements/{id}", { params: { path: { id }, query: { belief_at: beliefAt } }, signal }),
  });
}

/** What to look at before the paper is approved, gravest first. */
export function findingsQuery(id: string) {
  return queryOptions({
    queryKey: ["agreements", "findings", id],
    queryFn: async ({ signal }) =>
      (await api.GET("/agreements/{id}/findings", { params: { path: { id } }, signal })).items,
  });
}

/** What a change would lead to. Nothing is stored, and nothing is kept: the next look asks again. */
export function previewQuery(id: string, body: NewPreview) {
  return queryOptions({
    queryKey: ["agreements", "preview", id, body],
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) => api.POST("/agreements/{id}/preview", { params: { path: { id } }, body, signal }),
  });
}

/** Every record of one fact, newest first. */
export function recordsOfFactQuery(id: string, fact: string) {
  return queryOptions({
    queryKey: ["agreements", "history", id, fact],
    queryFn: async ({ signal }) =>
      (
        await api.GET("/agreements/{id}/history", {
          params: { path: { id }, query: { fact, limit: 200 } },
          signal,
        })
      ).items,
  });
}

/** Every record of a whole paper, newest first, in pages. */
export function recordsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ["agreements", "history", id, "all"],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      api.GET("/agreements/{id}/history", {
        signal,
        params: { path: { id }, query: { limit: 50, cursor: pageParam } },
      }),
    getNextPageParam: (last) => last.next_cursor,
  });
}

/** Agreements whose words are found, for a choice among those on record. */
export function agreementChoiceQuery(words: string) {
  return queryOptions({
    queryKey: ["agreements", "choice", words],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (
        await api.GET("/agreements", {
          signal,
          params: { query: { q: words, limit: 20 } },
        })
      ).items,
  });
}

export function assetRightsQuery(asset: string) {
  return queryOptions({
    queryKey: ["rights", "asset", asset],
    queryFn: ({ signal }) => api.GET("/assets/{id}/rights", { params: { path: { id: asset } }, signal }),
  });
}

/** What nobody has answered in the whole library, the question whose answer frees most first. */
export const questionsQuery = queryOptions({
  queryKey: ["rights", "questions"],
  staleTime: 60_000,
  queryFn: async ({ signal }) =>
    (await api.GET("/questions", { params: { query: { limit: 60 } }, signal })).items,
});

export function interestsQuery(asset: string) {
  return queryOptions({
    queryKey: ["rights", "interests", asset],
    queryFn: async ({ signal }) =>
      (await api.GET("/interests", { params: { query: { asset } }, signal })).items,
  });
}

export function factHistoryQuery(asset: string) {
  return queryOptions({
    queryKey: ["rights", "history", asset],
    queryFn: async ({ signal }) =>
      (
        await api.GET("/assets/{id}/facts/history", {
          params: { path: { id: asset }, query: { limit: 200 } },
          signal,
        })
      ).items,
  });
}

/** A change of what is on record may change any verdict: everything that shows one is asked again. */
export async function rightsChanged(queries: QueryClient) {
  await Promise.all(
    ["rights", "agreements", "verdicts", "search", "approvals", "publications"].map((key) =>
      // The taxonomies do not change with the facts.
      queries.invalidateQueries({
        queryKey: [key],
        predicate: (query) => query.queryKey[1] !== "reference",
      }),
    ),
  );
}

export function useRightsChanged() {
  const queries = useQueryClient();
  return () => rightsChanged(queries);
}

export function readAgreement(id: string): Promise<Agreement> {
  return api.GET("/agreements/{id}", { params: { path: { id } } });
}

export function createAgreement(body: NewAgreement): Promise<Agreement> {
  return api.POST("/agreements", { body });
}

export function changeAgreement(agreement: Agreement, body: AgreementChange): Promise<Agreement> {
  return api.PATCH("/agreements/{id}", {
    params: { path: { id: agreement.id } },
    body,
    ifMatch: agreement.revision,
  });
}

/** `seen` is the revision the person read: nobody approves rules that came in afterwards. */
export function moveReview(id: string, to: Review, seen?: number): Promise<Agreement> {
  return api.POST("/agreements/{id}/reviews", {
    params: { path: { id } },
    body: { to },
    ...(seen === undefined ? {} : { ifMatch: seen }),
  });
}

export function createClause(agreement: string, body: NewClause): Promise<Clause> {
  return api.POST("/agreements/{id}/clauses", { params: { path: { id: agreement } }, body });
}

export function deleteClause(agreement: string, clause: string): Promise<void> {
  return api.DELETE("/agreements/{id}/clauses/{clause_id}", {
    params: { path: { id: agreement, clause_id: clause } },
  });
}

export function createRule(agreement: string, list: FactList, body: NewFact): Promise<Fact> {
  return api.POST(`/agreements/{id}/${list}`, {
    params: { path: { id: agreement } },
    body,
  });
}

export function replaceRule(agreement: string, list: FactList, rule: string, body: NewFact): Promise<Fact> {
  return api.PUT(`/agreements/{id}/${list}/{fact_id}`, {
    params: { path: { id: agreement, fact_id: rule } },
    body,
  });
}

export function deleteRule(agreement: string, list: FactList, rule: string): Promise<void> {
  return api.DELETE(`/agreements/{id}/${list}/{fact_id}`, {
    params: { path: { id: agreement, fact_id: rule } },
  });
}

export function createInterest(body: NewInterest): Promise<Interest> {
  return api.POST("/interests", { body });
}

export function replaceInterest(id: string, body: NewInterest): Promise<Interest> {
  return api.PUT("/interests/{id}", { params: { path: { id } }, body });
}

export function deleteInterest(id: string): Promise<void> {
  return api.DELETE("/interests/{id}", { params: { path: { id } } });
}

export function createComponent(parent: string, body: NewComponent): Promise<Component> {
  return api.POST("/assets/{id}/components", { params: { path: { id: parent } }, body });
}

export function decideComponent(component: Component, status: Component["status"]): Promise<Component> {
  return api.PATCH("/assets/{id}/components/{component_id}", {
    params: { path: { id: component.parent.id, component_id: component.id } },
    body: { status },
  });
}
