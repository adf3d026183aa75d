/** Routes of the agreements room: papers, releases with the people they are about, open questions, what words mean. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parseAgreementSearch } from "./agreement-search";
import { parseAgreementsSearch } from "./agreements-search";
import { parseReferenceSearch } from "./reference/reference-search";
import { parseReleasesSearch } from "./releases/releases-search";

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

const questionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/questions",
  component: lazyRouteComponent(() => import("./questions/questions-page"), "QuestionsPage"),
});

const releasesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/releases",
  validateSearch: parseReleasesSearch,
  component: lazyRouteComponent(() => import("./releases/releases-page"), "ReleasesPage"),
});

const personShownRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/releases/people/$personId",
  component: lazyRouteComponent(() => import("./releases/person-page"), "PersonShownPage"),
});

const referenceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/reference",
  validateSearch: parseReferenceSearch,
  component: lazyRouteComponent(() => import("./reference/reference-page"), "ReferencePage"),
});

export const agreementsRoutes = [
  listRoute,
  agreementRoute,
  questionsRoute,
  releasesRoute,
  personShownRoute,
  referenceRoute,
] as const;
