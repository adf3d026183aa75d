/** The query client: server state lives here and nowhere else. */
import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "@/api/problem";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      // A refusal stays a refusal; only a lost connection or a failing server is worth another try.
      retry: (count, error) =>
        error instanceof ProblemError && (error.status === 0 || error.status >= 500) && count < 2,
    },
    mutations: { retry: false },
  },
});
