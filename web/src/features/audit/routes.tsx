/** Routes of the audit room. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parseAuditSearch } from "./audit-search";

const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/audit",
  validateSearch: parseAuditSearch,
  component: lazyRouteComponent(() => import("./audit-page"), "AuditPage"),
});

export const auditRoutes = [auditRoute] as const;
