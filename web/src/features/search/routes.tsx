/** Routes of the search room: the library. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parseLibrarySearch } from "./library-search";

const libraryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/library",
  validateSearch: parseLibrarySearch,
  component: lazyRouteComponent(() => import("./library-page"), "LibraryPage"),
});

export const searchRoutes = [libraryRoute] as const;
