/** Routes of the renditions room: the presets. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";

const presetsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/presets",
  component: lazyRouteComponent(() => import("./presets-page"), "PresetsPage"),
});

export const renditionsRoutes = [presetsRoute] as const;
