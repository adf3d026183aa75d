/** Renders a component as the app would: theme, queries without retries, and a router when it asks for an address. */
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { theme } from "@/app/theme";
import { parseSearch, stringifySearch } from "@/lib/search-params";

export function testQueryClient() {
  return new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={testQueryClient()}>
      <MantineProvider theme={theme} env="test">
        {children}
      </MantineProvider>
    </QueryClientProvider>
  );
}

/** For components without links. */
export function renderPart(part: ReactNode) {
  return render(<Frame>{part}</Frame>);
}

/** For components that read or change the address. Every path shows the same component. */
export function renderAt(address: string, part: () => ReactNode) {
  const root = createRootRoute();
  const page = createRoute({ getParentRoute: () => root, path: "$", component: () => <>{part()}</> });
  const router = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: [address] }),
    parseSearch,
    stringifySearch,
  });
  const view = render(
    <Frame>
      {/* The app's own router type is registered; this small one is another. */}
      <RouterProvider router={router as never} />
    </Frame>,
  );
  return { ...view, router };
}

/** Answers fetch calls by 'METHOD /path' (without /api/v1 and query). Unknown calls fail the test. */
export function answerCalls(
  answers: Record<string, (request: { url: URL; init: RequestInit }) => Response | Promise<Response>>,
) {
  const calls: { url: URL; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, "http://placet.test");
    const name = `${init.method ?? "GET"} ${url.pathname.replace("/api/v1", "")}`;
    calls.push({ url, init });
    const answer = answers[name];
    if (answer === undefined) throw new Error(`no answer for ${name}`);
    return answer({ url, init });
  });
  return calls;
}

export function jsonAnswer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
}
