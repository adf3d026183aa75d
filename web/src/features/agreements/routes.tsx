/** Routes of the agreements room: papers, releases with the people they are about, open questions, what words mean. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/ui/root-route";
import { parseAgreementSearch } from "./agreement-search";
import { parseAgreementsSearch } from "./agreements-search";
import { parseBoughtSearch } from "./bought/bought-search";
import { parseCompareSearch } from "./compare/compare-search";
import { parseCoverageSearch } from "./coverage/coverage-search";
import { parseDatesSearch } from "./dates/dates-search";
import { parseLedgersSearch } from "./ledgers/ledgers-search";
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

const intakeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/agreements/$agreementId/intake",
  component: lazyRouteComponent(() => import("./intake/intake-page"), "IntakePage"),
});

const boughtRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/agreements/$agreementId/bought",
  validateSearch: parseBoughtSearch,
  component: lazyRouteComponent(() => import("./bought/bought-page"), "BoughtPage"),
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

const coverageRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/coverage",
  validateSearch: parseCoverageSearch,
  component: lazyRouteComponent(() => import("./coverage/coverage-page"), "CoveragePage"),
});

const compareRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/compare",
  validateSearch: parseCompareSearch,
  component: lazyRouteComponent(() => import("./compare/compare-page"), "ComparePage"),
});

const datesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/dates",
  validateSearch: parseDatesSearch,
  component: lazyRouteComponent(() => import("./dates/dates-page"), "DatesPage"),
});

const ledgersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/ledgers",
  validateSearch: parseLedgersSearch,
  component: lazyRouteComponent(() => import("./ledgers/ledgers-page"), "LedgersPage"),
});

const referenceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/reference",
  validateSearch: parseReferenceSearch,
  component: lazyRouteComponent(() => import("./reference/reference-page"), "ReferencePage"),
});

const rightsPolicyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/rights-policy",
  component: lazyRouteComponent(() => import("./house-rules/policy-page"), "RightsPolicyPage"),
});

export const agreementsRoutes = [
  listRoute,
  agreementRoute,
  intakeRoute,
  boughtRoute,
  questionsRoute,
  releasesRoute,
  personShownRoute,
  coverageRoute,
  compareRoute,
  datesRoute,
  ledgersRoute,
  referenceRoute,
  rightsPolicyRoute,
] as const;
