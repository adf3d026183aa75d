import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { SearchAnswer, SearchHit } from "@/api/types";
import { emptyUse, writeUse } from "@/lib/use-context";
import { answerCalls, jsonAnswer, renderAt } from "@/test/render";
import { LibraryPage } from "./library-page";
import { apiQuery, narrowingsOf, parseLibrarySearch, toggleValue } from "./library-search";
import { signOfHit } from "./use-library";

const use = {
  channels: ["print.press"],
  territories: ["DE"],
  from: "2026-12-01",
  until: "2026-12-31",
  purposes: [],
};
const inUrl = "use.channel=print.press&use.territory=DE&use.from=2026-12-01&use.until=2026-12-31";

function hit(index: number, headline: SearchHit["headline"]): SearchHit {
  return {
    asset_id: `asset-${index}`,
    title: `Harbour ${index}`,
    kind: "image",
    mime: "image/jpeg",
    file_name: "harbour.jpg",
    width: 1500,
    height: 1000,
    color: "#336699",
    preview: "ready",
    thumbnail_url: "/thumbnail",
    preview_url: "/preview",
    state: "active",
    headline,
    sentence: null,
    stable_until: null,
    matched: [],
    created_at: "2026-11-01T00:00:00Z",
  };
}

const none: SearchAnswer = {
  total: 0,
  buckets: null,
  hits: [],
  facets: {},
  next_cursor: null,
  took_ms: 1,
  indexed_through: 1,
};

describe("the library's address", () => {
  it("keeps what it understands and drops the rest", () => {
    expect(parseLibrarySearch({ q: "harbour", kind: "image,video", sort: "sideways", page: "3" })).toEqual({
      q: "harbour",
      kind: "image,video",
    });
  });

  it("asks for verdicts only when the use is complete", () => {
    const search = { q: "harbour", bucket: "allowed", kind: "image" };
    const without = apiQuery(search, { ...use, until: undefined });
    expect(Object.keys(without).filter((key) => key.startsWith("cleared"))).toEqual([]);
    expect(without.bucket).toBeUndefined();
    expect(apiQuery(search, use)).toMatchObject({
      "cleared.channel": ["print.press"],
      "cleared.from": "2026-12-01",
      "cleared.until": "2026-12-31",
      "field.kind": ["image"],
      bucket: ["allowed"],
    });
  });

  it("adds and takes away one value of a list", () => {
    expect(toggleValue(undefined, "image")).toBe("image");
    expect(toggleValue("image,video", "image")).toBe("video");
    expect(toggleValue("image", "image")).toBeUndefined();
  });

  it("knows everything that narrows it, and itself without each", () => {
    const found = narrowingsOf({ q: "harbour", kind: "image,video", bucket: "allowed" }, emptyUse);
    expect(found.map((one) => one.key)).toEqual(["q", "kind=image", "kind=video"]);
    expect(found[1]?.without).toMatchObject({ q: "harbour", kind: "video" });
  });
});

describe("the library", () => {
  it("shows the verdict of each asset and the counts as filters", async () => {
    const buckets = { allowed: 7, allowed_with_duties: 0, partial: 0, conditional: 0, unknown: 3, denied: 2 };
    const calls = answerCalls({
      "GET /search": () =>
        jsonAnswer({ ...none, total: 12, buckets, hits: [hit(1, "ALLOWED"), hit(2, "DENIED")] }),
    });
    const { router } = renderAt(`/library?${inUrl}`, () => <LibraryPage />);
    expect(await screen.findByRole("gridcell", { name: /^Cleared\s*Harbour 1$/ })).toBeTruthy();
    expect(screen.getByRole("gridcell", { name: /^Do not use\s*Harbour 2$/ })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "3 Not known" }));
    await waitFor(() =>
      expect(router.state.location.search).toMatchObject({ bucket: "unknown", "use.territory": "DE" }),
    );
    await waitFor(() => expect(calls.at(-1)?.url.searchParams.getAll("bucket")).toEqual(["unknown"]));
  });

  it("never shows a verdict the server did not give", async () => {
    answerCalls({ "GET /search": () => jsonAnswer({ ...none, total: 1, hits: [hit(1, null)] }) });
    renderAt(`/library?${inUrl}`, () => <LibraryPage />);
    expect(await screen.findByRole("gridcell", { name: /^Not known\s*Harbour 1$/ })).toBeTruthy();
  });

  it("does not show the verdicts of one use while another is being asked", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    answerCalls({
      "GET /search": async ({ url }) => {
        if (url.searchParams.get("cleared.territory") !== "DE") await held;
        return jsonAnswer({ ...none, total: 1, hits: [hit(1, "ALLOWED")] });
      },
    });
    const { router } = renderAt(`/library?${inUrl}`, () => <LibraryPage />);
    expect(await screen.findByRole("gridcell", { name: /^Cleared/ })).toBeTruthy();
    await router.navigate({ to: ".", search: { ...writeUse(use), "use.territory": "FR" } as never });
    expect(await screen.findByRole("gridcell", { name: /^Asking\s*Harbour 1$/ })).toBeTruthy();
    release();
    expect(await screen.findByRole("gridcell", { name: /^Cleared/ })).toBeTruthy();
  });

  it("does not show a verdict beyond the instant until which it holds", () => {
    const now = Date.parse("2026-12-01T00:00:00Z");
    const until = (stable_until: string) =>
      signOfHit({ ...hit(1, "ALLOWED"), stable_until }, "use", "use", now);
    expect(until("2026-12-01T00:00:00Z")).toBe("UNKNOWN");
    expect(until("2026-12-01T00:00:01Z")).toBe("ALLOWED");
  });

  it("turns a suggested keyword into a filter", async () => {
    answerCalls({
      "GET /search": () => jsonAnswer(none),
      "GET /search/suggest": () =>
        jsonAnswer({ items: [{ kind: "keyword", text: "harbour", id: null, count: 40 }] }),
    });
    const { router } = renderAt("/library", () => <LibraryPage />);
    await userEvent.type(await screen.findByRole("searchbox"), "har");
    await userEvent.click(await screen.findByRole("option", { name: /harbour/ }));
    await waitFor(() => expect(router.state.location.search).toEqual({ keyword: "harbour" }));
  });

  it("says that it depends on the use as long as none is set", async () => {
    answerCalls({ "GET /search": () => jsonAnswer({ ...none, total: 1, hits: [hit(1, null)] }) });
    renderAt("/library", () => <LibraryPage />);
    expect(await screen.findByRole("gridcell", { name: /^Depends on use\s*Harbour 1$/ })).toBeTruthy();
  });

  it("names the filter that removed most, and drops it", async () => {
    answerCalls({
      "GET /search": ({ url }) => {
        const q = url.searchParams.has("q");
        const kind = url.searchParams.has("field.kind");
        return jsonAnswer({ ...none, total: q && kind ? 0 : q ? 3 : 40 });
      },
    });
    const { router } = renderAt("/library?q=zzz&kind=video", () => <LibraryPage />);
    expect(await screen.findByText(/Without the words “zzz” there are 40 assets/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Drop the words “zzz”" }));
    await waitFor(() => expect(router.state.location.search).toEqual({ kind: "video" }));
  });

  it("writes the words into the address while typing", async () => {
    answerCalls({
      "GET /search": () => jsonAnswer(none),
      "GET /search/suggest": () => jsonAnswer({ items: [] }),
    });
    const { router } = renderAt("/library", () => <LibraryPage />);
    await userEvent.type(await screen.findByRole("searchbox"), "harbour");
    await waitFor(() => expect(router.state.location.search).toEqual({ q: "harbour" }));
  });

  it("says why nothing came, and tries again", async () => {
    let works = false;
    answerCalls({
      "GET /search": () =>
        works
          ? jsonAnswer({ ...none, total: 1, hits: [hit(1, null)] })
          : jsonAnswer(
              { code: "search.busy", status: 422, title: "Busy", detail: "The index is being built." },
              422,
            ),
    });
    renderAt("/library", () => <LibraryPage />);
    expect(await screen.findByText("The index is being built.")).toBeTruthy();
    works = true;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("gridcell", { name: /Harbour 1/ })).toBeTruthy();
  });
});
