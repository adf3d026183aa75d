/** Routes of the accounts room. Sign-in stands outside the shell, the people within. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute, shellRoute } from "@/ui/root-route";

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  // Only a path of our own: `next` must not lead to another site.
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === "string" && /^\/(?![/\\])/.test(search.next) ? { next: search.next } : {},
  component: lazyRouteComponent(() => import("./sign-in-page"), "SignInPage"),
});

export const accountsRoutes = [signInRoute] as const;

const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people",
  component: lazyRouteComponent(() => import("./people-page"), "PeoplePage"),
});

export const peopleRoutes = [peopleRoute] as const;
