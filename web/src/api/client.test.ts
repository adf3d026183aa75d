import { afterEach, describe, expect, it, vi } from "vitest";
import { api, csrfToken, urlOf } from "@/api/client";
import { ProblemError, sentenceOf } from "@/api/problem";
import { signedInAgain, signInIsRequired } from "@/api/sign-in-again";
import { answerCalls, jsonAnswer } from "@/test/render";

const asset = { params: { path: { id: "1" } } };

const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ type: "about:blank", title: "No", status, code, detail: "In words." }), {
    status,
  });

afterEach(() => {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie of the server, for this test
  document.cookie = "placet_csrf=; Max-Age=0";
});

describe("an address", () => {
  it("repeats lists and leaves out what is empty", () => {
    const query = { "field.kind": ["image", "video"], q: "", cursor: null, limit: 100, state: undefined };
    expect(urlOf("/search", { query })).toBe("/api/v1/search?field.kind=image&field.kind=video&limit=100");
  });

  it("escapes what goes into its path", () => {
    expect(urlOf("/assets/{id}", { path: { id: "a/b?c" } })).toBe("/api/v1/assets/a%2Fb%3Fc");
    expect(() => urlOf("/assets/{id}")).toThrow("lacks id");
  });
});

describe("a call", () => {
  it("sends the CSRF token with writes, and only with writes", async () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie of the server, for this test
    document.cookie = "placet_csrf=a%2Bb";
    const calls = answerCalls({
      "POST /collections": () => jsonAnswer({}, 201),
      "GET /collections": () => jsonAnswer({}),
    });
    await api.POST("/collections", { body: { name: "Winter" } });
    await api.GET("/collections");
    const tokens = calls.map(({ init }) => (init.headers as Headers).get("Placet-CSRF"));
    expect(tokens).toEqual(["a+b", null]);
    expect(csrfToken("other=1; placet_csrf=x")).toBe("x");
  });

  it("names the revision it has seen", async () => {
    const calls = answerCalls({ "PATCH /assets/1": () => jsonAnswer({}) });
    await api.PATCH("/assets/{id}", { params: { path: { id: "1" } }, body: { title: "New" }, ifMatch: 7 });
    expect(new Headers(calls[0]?.init.headers).get("If-Match")).toBe('"7"');
  });

  it("throws the problem of a refusal, in the server's words where we have none", async () => {
    answerCalls({ "GET /assets/1": () => problem(409, "asset.in_use") });
    const error = await api.GET("/assets/{id}", asset).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).code).toBe("asset.in_use");
    expect(sentenceOf(error)).toBe("In words.");
  });

  it("says in our words that no answer came", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    const error = await api.GET("/assets/{id}", asset).catch((thrown: unknown) => thrown);
    expect(sentenceOf(error)).toContain("does not answer");
  });

  it("waits for the sign-in after a 401, then is sent again", async () => {
    let signedIn = false;
    const calls = answerCalls({
      "GET /assets/1": () => (signedIn ? jsonAnswer({ title: "Harbour" }) : problem(401, "session.required")),
    });
    const answer = api.GET("/assets/{id}", asset);
    await vi.waitFor(() => expect(signInIsRequired()).toBe(true));
    signedIn = true;
    signedInAgain();
    expect((await answer).title).toBe("Harbour");
    expect(calls).toHaveLength(2);
  });

  it("answers nothing for a 204", async () => {
    answerCalls({ "DELETE /assets/1": () => new Response(null, { status: 204 }) });
    expect(await api.DELETE("/assets/{id}", asset)).toBeUndefined();
  });
});
