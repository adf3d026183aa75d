/** Routes of the imports room: the list and one import. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parseImportSearch } from "./imports-search";

const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/imports",
  component: lazyRouteComponent(() => import("./imports-page"), "ImportsPage"),
});

const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/imports/$importId",
  validateSearch: parseImportSearch,
  component: lazyRouteComponent(() => import("./import-page"), "ImportPage"),
});

export const importsRoutes = [importsRoute, importRoute] as const;
