/** Who is signed in and what they may do. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { ProblemError } from "@/api/problem";
import type { CurrentSession, Permission } from "@/api/types";

/** Null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ["sessions", "current"],
  staleTime: 5 * 60_000,
  retry: false,
  queryFn: async ({ signal }): Promise<CurrentSession | null> => {
    try {
      return await api.GET("/sessions/current", { signal, signInAgain: false });
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
});

/** The session, on pages within the shell (which loads it first). */
export function useSession(): CurrentSession | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Whether the server said this person may do it. It still decides again on each call. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}
