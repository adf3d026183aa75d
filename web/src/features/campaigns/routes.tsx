/** Routes of the campaigns room: the list. One campaign with its publications stands in pages/. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";

const campaignsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/campaigns",
  component: lazyRouteComponent(() => import("./campaigns-page"), "CampaignsPage"),
});

export const campaignsRoutes = [campaignsRoute] as const;
