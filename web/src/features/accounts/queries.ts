/** Calls of the accounts room. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { sessionQuery } from "@/api/session";
import type { Session, SignIn } from "@/api/types";

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
