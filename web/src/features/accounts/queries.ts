/** Calls of the accounts room. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, revisionOf } from "@/api/client";
import { sessionQuery } from "@/api/session";
import type { NewPerson, PersonChange, SignIn } from "@/api/types";

/** Signs in; the answer sets the session cookie, so only who it is gets read again. */
export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => api.POST("/sessions", { body, signInAgain: false }),
    onSuccess: async () => {
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
  });
}

export const peopleQuery = infiniteQueryOptions({
  queryKey: ["people"],
  initialPageParam: null as string | null,
  queryFn: ({ signal, pageParam }) =>
    api.GET("/users", { signal, params: { query: { limit: 200, cursor: pageParam } } }),
  getNextPageParam: (last) => last.next_cursor,
});

export const organizationsQuery = queryOptions({
  queryKey: ["organizations"],
  queryFn: ({ signal }) => api.GET("/organizations", { signal }),
});

function usePeopleChange<Body, Answer>(send: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["people"] }),
        queries.invalidateQueries({ queryKey: ["organizations"] }),
      ]),
  });
}

export function useAddPerson() {
  return usePeopleChange((body: NewPerson) => api.POST("/users", { body }));
}

/** Reads the revision first: a person's answer carries it in its ETag alone. */
export function useChangePerson(id: string) {
  return usePeopleChange(async (body: PersonChange) => {
    const params = { path: { id } };
    const ifMatch = await revisionOf("/users/{id}", params);
    return api.PATCH("/users/{id}", { body, params, ifMatch });
  });
}

export function useAddOrganization() {
  return usePeopleChange((name: string) => api.POST("/organizations", { body: { name } }));
}
