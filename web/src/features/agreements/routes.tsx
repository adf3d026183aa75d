/** Routes of the agreements room: the list and one paper. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parseAgreementSearch } from "./agreement-search";
import { parseAgreementsSearch } from "./agreements-search";

const listRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/agreements",
  validateSearch: parseAgreementsSearch,
  component: lazyRouteComponent(() => import("./agreements-page"), "AgreementsPage"),
});

const agreementRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/agreements/$agreementId",
  validateSearch: parseAgreementSearch,
  component: lazyRouteComponent(() => import("./agreement-page"), "AgreementPage"),
});

export const agreementsRoutes = [listRoute, agreementRoute] as const;
