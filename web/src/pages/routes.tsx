/** Routes of the pages that join several rooms. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parseAssetSearch } from "./asset/asset-search";

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

export const pageRoutes = [assetRoute, campaignRoute] as const;
