/** Routes of the search room: the library. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/lib/root-route";

const libraryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/library",
  component: lazyRouteComponent(() => import("./library-page"), "LibraryPage"),
});

export const searchRoutes = [libraryRoute] as const;
