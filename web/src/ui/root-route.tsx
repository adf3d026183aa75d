/**
 * The two routes every room hangs its own on. They have no look here; app/router.tsx gives them one.
 * `shellRoute` is for people who are signed in (rail, header, use bar); `rootRoute` for sign-in and public pages.
 */

import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { parseUseSearch, searchKeys, type UseSearch } from "@/lib/use-context";

export type RouterContext = { queryClient: QueryClient };

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  validateSearch: (search: Record<string, unknown>): UseSearch => parseUseSearch(search),
  search: { middlewares: [retainSearchParams([...searchKeys])] },
});

export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: "/sign-in", search: { next: location.href }, replace: true });
  },
});
