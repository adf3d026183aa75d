/** Routes of the operations room. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parseJobsSearch } from "./jobs-search";

const jobsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/jobs",
  validateSearch: parseJobsSearch,
  component: lazyRouteComponent(() => import("./jobs-page"), "JobsPage"),
});

export const operationsRoutes = [jobsRoute] as const;
