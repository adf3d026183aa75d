/**
 * Wiring: which pages there are.
 *
 * To add a room: its `routes.tsx` exports a list of routes (pages below `shellRoute`, public ones below `rootRoute`,
 * both from ui/root-route), and it gets one line in each of
 *   app/router.tsx      its routes, below
 *   app/navigation.ts   its entry in the rail, where people go to it
 *   app/i18n.ts         its texts, `features/<room>/en.json`
 * Commands that only work on a page come from the page: `useCommands` (lib/commands); shortcuts: `useKeys` (lib/keys).
 * A page that joins rooms stands in pages/ and has its route in pages/routes.tsx.
 */
import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { accountsRoutes, peopleRoutes } from "@/features/accounts/routes";
import { agreementsRoutes } from "@/features/agreements/routes";
import { approvalsRoutes } from "@/features/approvals/routes";
import { auditRoutes } from "@/features/audit/routes";
import { campaignsRoutes } from "@/features/campaigns/routes";
import { importsRoutes } from "@/features/imports/routes";
import { metadataRoutes } from "@/features/metadata/routes";
import { operationsRoutes } from "@/features/operations/routes";
import { publishingRoutes } from "@/features/publishing/routes";
import { renditionsRoutes } from "@/features/renditions/routes";
import { searchRoutes } from "@/features/search/routes";
import { parseSearch, stringifySearch } from "@/lib/search-params";
import { pageRoutes } from "@/pages/routes";
import { rootRoute, shellRoute } from "@/ui/root-route";
import { queryClient } from "./query";
import { NotFound } from "./shell/not-found";
import { RouteError } from "./shell/route-error";
import { Shell } from "./shell/shell";

const indexRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/library", replace: true });
  },
});

shellRoute.update({ component: Shell });

/** Whatever no other route takes: with the navigation around it, the way on is in sight. */
const nowhereRoute = createRoute({ getParentRoute: () => shellRoute, path: "$", component: NotFound });

const routeTree = rootRoute.addChildren([
  ...accountsRoutes,
  shellRoute.addChildren([
    indexRoute,
    ...searchRoutes,
    ...agreementsRoutes,
    ...approvalsRoutes,
    ...publishingRoutes,
    ...campaignsRoutes,
    ...metadataRoutes,
    ...renditionsRoutes,
    ...auditRoutes,
    ...importsRoutes,
    ...operationsRoutes,
    ...peopleRoutes,
    ...pageRoutes,
    nowhereRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 200,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
