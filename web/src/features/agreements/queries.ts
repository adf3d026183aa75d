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
  AgreementSummary,
  AssetRights,
  Clause,
  Component,
  Fact,
  FactHistory,
  Interest,
  NewAgreement,
  NewClause,
  NewComponent,
  NewFact,
  NewInterest,
  Page,
} from "@/api/types";

export type Review = Agreement["review"];
export type RuleKind = Fact["kind"];

/** The list a rule stands in, as the path names it. */
const rulePaths: Record<RuleKind, string> = {
  grant: "grants",
  restriction: "restrictions",
  waiver: "waivers",
  revocation: "revocations",
};

export function agreementsQuery(search: { q?: string; review?: string }) {
  return infiniteQueryOptions({
    queryKey: ["agreements", "list", search],
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<AgreementSummary>) => last.next_cursor,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      api.GET<Page<AgreementSummary>>("/agreements", {
        signal,
        params: { query: { ...search, limit: 100, cursor: pageParam } },
      }),
  });
}

export function agreementQuery(id: string) {
  return queryOptions({
    queryKey: ["agreements", "one", id],
    queryFn: ({ signal }) => api.GET<Agreement>("/agreements/{id}", { params: { path: { id } }, signal }),
  });
}

/** Agreements whose words are found, for a choice among those on record. */
export function agreementChoiceQuery(words: string) {
  return queryOptions({
    queryKey: ["agreements", "choice", words],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (
        await api.GET<Page<AgreementSummary>>("/agreements", {
          signal,
          params: { query: { q: words, limit: 20 } },
        })
      ).items,
  });
}

export function assetRightsQuery(asset: string) {
  return queryOptions({
    queryKey: ["rights", "asset", asset],
    queryFn: ({ signal }) =>
      api.GET<AssetRights>("/assets/{id}/rights", { params: { path: { id: asset } }, signal }),
  });
}

export function interestsQuery(asset: string) {
  return queryOptions({
    queryKey: ["rights", "interests", asset],
    queryFn: async ({ signal }) =>
      (await api.GET<{ items: Interest[] }>("/interests", { params: { query: { asset } }, signal })).items,
  });
}

export function factHistoryQuery(asset: string) {
  return queryOptions({
    queryKey: ["rights", "history", asset],
    queryFn: async ({ signal }) =>
      (
        await api.GET<Page<FactHistory>>("/assets/{id}/facts/history", {
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
  return api.GET<Agreement>("/agreements/{id}", { params: { path: { id } } });
}

export function createAgreement(body: NewAgreement): Promise<Agreement> {
  return api.POST<Agreement>("/agreements", { body });
}

export function changeAgreement(agreement: Agreement, body: AgreementChange): Promise<Agreement> {
  return api.PATCH<Agreement>("/agreements/{id}", {
    params: { path: { id: agreement.id } },
    body,
    ifMatch: agreement.revision,
  });
}

/** `seen` is the revision the person read: nobody approves rules that came in afterwards. */
export function moveReview(id: string, to: Review, seen?: number): Promise<Agreement> {
  return api.POST<Agreement>("/agreements/{id}/reviews", {
    params: { path: { id } },
    body: { to },
    ...(seen === undefined ? {} : { ifMatch: seen }),
  });
}

export function createClause(agreement: string, body: NewClause): Promise<Clause> {
  return api.POST<Clause>("/agreements/{id}/clauses", { params: { path: { id: agreement } }, body });
}

export function deleteClause(agreement: string, clause: string): Promise<void> {
  return api.DELETE<void>("/agreements/{id}/clauses/{clause_id}", {
    params: { path: { id: agreement, clause_id: clause } },
  });
}

export function createRule(agreement: string, kind: RuleKind, body: NewFact): Promise<Fact> {
  return api.POST<Fact>(`/agreements/{id}/${rulePaths[kind]}`, {
    params: { path: { id: agreement } },
    body,
  });
}

export function replaceRule(agreement: string, rule: Fact, body: NewFact): Promise<Fact> {
  return api.PUT<Fact>(`/agreements/{id}/${rulePaths[rule.kind]}/{fact_id}`, {
    params: { path: { id: agreement, fact_id: rule.id } },
    body,
  });
}

export function deleteRule(agreement: string, rule: Fact): Promise<void> {
  return api.DELETE<void>(`/agreements/{id}/${rulePaths[rule.kind]}/{fact_id}`, {
    params: { path: { id: agreement, fact_id: rule.id } },
  });
}

export function createInterest(body: NewInterest): Promise<Interest> {
  return api.POST<Interest>("/interests", { body });
}

export function replaceInterest(id: string, body: NewInterest): Promise<Interest> {
  return api.PUT<Interest>("/interests/{id}", { params: { path: { id } }, body });
}

export function deleteInterest(id: string): Promise<void> {
  return api.DELETE<void>("/interests/{id}", { params: { path: { id } } });
}

export function createComponent(parent: string, body: NewComponent): Promise<Component> {
  return api.POST<Component>("/assets/{id}/components", { params: { path: { id: parent } }, body });
}

export function decideComponent(component: Component, status: Component["status"]): Promise<Component> {
  return api.PATCH<Component>("/assets/{id}/components/{component_id}", {
    params: { path: { id: component.parent.id, component_id: component.id } },
    body: { status },
  });
}
