/** Routes of the publishing room: publications, one publication, channels. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parsePublicationsSearch } from "./publications-search";

const publicationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/publications",
  validateSearch: parsePublicationsSearch,
  component: lazyRouteComponent(() => import("./publications-page"), "PublicationsPage"),
});

const publicationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/publications/$publicationId",
  component: lazyRouteComponent(() => import("./publication-page"), "PublicationPage"),
});

const channelsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/channels",
  component: lazyRouteComponent(() => import("./channels-page"), "ChannelsPage"),
});

export const publishingRoutes = [publicationsRoute, publicationRoute, channelsRoute] as const;
