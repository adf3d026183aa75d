/** Calls of the accounts room. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { revisionOf } from "@/api/revision";
import { sessionQuery } from "@/api/session";
import type {
  NewOrganization,
  NewPerson,
  Organization,
  Page,
  Person,
  PersonChange,
  Session,
  SignIn,
} from "@/api/types";

/** Signs in; the answer sets the session cookie, so only who it is gets read again. */
export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => api.POST<Session>("/sessions", { body, signInAgain: false }),
    onSuccess: async () => {
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
  });
}

export const peopleQuery = infiniteQueryOptions({
  queryKey: ["people"],
  initialPageParam: null as string | null,
  getNextPageParam: (last: Page<Person>) => last.next_cursor,
  queryFn: ({ signal, pageParam }) =>
    api.GET<Page<Person>>("/users", { signal, params: { query: { limit: 200, cursor: pageParam } } }),
});

export const organizationsQuery = queryOptions({
  queryKey: ["organizations"],
  queryFn: ({ signal }) => api.GET<{ items: Organization[] }>("/organizations", { signal }),
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
  return usePeopleChange((body: NewPerson) => api.POST<Person>("/users", { body }));
}

/** Reads the revision first: a person's answer carries it in its ETag alone. */
export function useChangePerson(id: string) {
  return usePeopleChange(async (body: PersonChange) => {
    const params = { path: { id } };
    const ifMatch = await revisionOf("/users/{id}", params);
    return api.PATCH<Person>("/users/{id}", { body, params, ifMatch });
  });
}

export function useAddOrganization() {
  return usePeopleChange((name: string) => {
    const body: NewOrganization = { name };
    return api.POST<Organization>("/organizations", { body });
  });
}
