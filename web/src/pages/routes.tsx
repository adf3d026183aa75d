/** Routes of the pages that join several rooms. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parseAssetSearch } from "./asset/asset-search";
import { parseSideSearch } from "./side-by-side/side-search";

const assetRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/assets/$assetId",
  validateSearch: parseAssetSearch,
  component: lazyRouteComponent(() => import("./asset-page"), "AssetPage"),
});

const campaignRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/campaigns/$campaignId",
  component: lazyRouteComponent(() => import("./campaign-page"), "CampaignPage"),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/duplicates",
  component: lazyRouteComponent(() => import("./duplicates-page"), "DuplicatesPage"),
});

const sideBySideRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/side-by-side",
  validateSearch: parseSideSearch,
  component: lazyRouteComponent(() => import("./side-by-side-page"), "SideBySidePage"),
});

export const pageRoutes = [assetRoute, campaignRoute, duplicatesRoute, sideBySideRoute] as const;
