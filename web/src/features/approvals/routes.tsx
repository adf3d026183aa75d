/** Routes of the approvals room: the inbox, and one approval beside it. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parseInboxSearch } from "./inbox";

const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/approvals",
  validateSearch: parseInboxSearch,
  component: lazyRouteComponent(() => import("./inbox-page"), "InboxPage"),
});

const approvalRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: "$approvalId",
  component: lazyRouteComponent(() => import("./approval-pane"), "ApprovalPane"),
});

export const approvalsRoutes = [inboxRoute.addChildren([approvalRoute])] as const;
