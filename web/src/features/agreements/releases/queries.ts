/** Calls about releases and the people shown in assets. The latter answer only those who may approve agreements. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Erasure, Interest, NewPersonShown, PersonShown } from "@/api/types";

/** Below `rights`: a change of what is on record asks them again. */
export const releasesQuery = infiniteQueryOptions({
  queryKey: ["rights", "releases"],
  initialPageParam: null as string | null,
  queryFn: ({ signal, pageParam }) =>
    api.GET("/releases", { signal, params: { query: { limit: 100, cursor: pageParam } } }),
  getNextPageParam: (last) => last.next_cursor,
});

export const peopleShownQuery = infiniteQueryOptions({
  queryKey: ["rights", "people"],
  initialPageParam: null as string | null,
  queryFn: ({ signal, pageParam }) =>
    api.GET("/people", { signal, params: { query: { limit: 200, cursor: pageParam } } }),
  getNextPageParam: (last) => last.next_cursor,
});

export function personShownQuery(id: string) {
  return queryOptions({
    queryKey: ["rights", "person", id],
    queryFn: ({ signal }) => api.GET("/people/{id}", { signal, params: { path: { id } } }),
  });
}

export function savePerson(id: string | undefined, body: NewPersonShown): Promise<PersonShown> {
  return id === undefined
    ? api.POST("/people", { body })
    : api.PUT("/people/{id}", { body, params: { path: { id } } });
}

/** Cannot be undone. The receipt in the answer is told this once. */
export function erasePerson(id: string, confirm: string, reason: string): Promise<Erasure> {
  return api.POST("/people/{id}/erasure", { params: { path: { id } }, body: { confirm, reason } });
}

/** The right stays; nobody is named for it. */
export function unlinkPerson(interest: string): Promise<Interest> {
  return api.DELETE("/interests/{id}/person", { params: { path: { id: interest } } });
}
