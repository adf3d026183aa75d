/** Routes of the metadata room. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";

const fieldsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/fields",
  component: lazyRouteComponent(() => import("./fields-page"), "FieldsPage"),
});

const vocabulariesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/vocabularies",
  component: lazyRouteComponent(() => import("./vocabularies-page"), "VocabulariesPage"),
});

const bulkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/bulk-edit",
  validateSearch: (search: Record<string, unknown>): { assets?: string } =>
    typeof search.assets === "string" ? { assets: search.assets } : {},
  component: lazyRouteComponent(() => import("./bulk-page"), "BulkPage"),
});

export const metadataRoutes = [fieldsRoute, vocabulariesRoute, bulkRoute] as const;
