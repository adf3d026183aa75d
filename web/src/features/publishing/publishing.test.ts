import { describe, expect, it } from "vitest";
import { ProblemError } from "@/api/problem";
import type { Problem, Publication } from "@/api/types";
import { blockedFirst, endInSight, endingWord, parsePublicationsSearch } from "./publications-search";
import { readinessOf, stepFor } from "./readiness";

function problem(extra: Record<string, unknown>): ProblemError {
  const base = {
    type: "about:blank",
    title: "No",
    status: 409,
    code: "publication.not_approved",
    detail: "Not yet.",
  };
  return new ProblemError({ ...base, ...extra } as Problem);
}

const publication = (change: Partial<Publication>) => change as Publication;

describe("a refusal to publish", () => {
  it("lists everything that is missing, and every reason of the verdict, once", () => {
    const readiness = readinessOf(
      problem({
        code: "rights.not_cleared",
        missing: [
          { code: "publication.not_approved", message: "Nobody approved these bytes." },
          { code: "grant.missing", message: "Nothing covers Austria." },
        ],
        verdict: {
          headline: "DENIED",
          reasons: [{ code: "grant.missing", message: "Nothing covers Austria." }],
        },
      }),
    );
    expect(readiness?.missing.map((one) => one.message)).toEqual([
      "Nobody approved these bytes.",
      "Nothing covers Austria.",
    ]);
    expect(readiness?.verdict).toBeDefined();
  });

  it("does not list a reason again that a sentence ends with", () => {
    const readiness = readinessOf(
      problem({
        missing: [{ code: "rights.not_cleared", message: "Not known. No licence is on file." }],
        reasons: [{ code: "grant.missing", message: "No licence is on file." }],
      }),
    );
    expect(readiness?.missing.map((one) => one.code)).toEqual(["rights.not_cleared"]);
  });

  it("still says something when the server sent no list", () => {
    expect(readinessOf(problem({}))?.missing).toEqual([
      { code: "publication.not_approved", message: "Not yet." },
    ]);
  });

  it("is not read into a lost connection or a crash", () => {
    expect(readinessOf(problem({ status: 0, code: "network.unreachable" }))).toBeNull();
    expect(readinessOf(new Error("boom"))).toBeNull();
  });

  it("names the step that would help", () => {
    expect(stepFor("publication.not_approved")).toBe("approval");
    expect(stepFor("publication.no_rendition")).toBe("rendition");
    expect(stepFor("channel.retired")).toBe("channel");
    expect(stepFor("asset.archived")).toBe("asset");
    expect(stepFor("grant.missing")).toBe("rights");
  });
});

describe("the list of publications", () => {
  it("puts what is live without a right on top and keeps the order otherwise", () => {
    const list = [
      publication({ id: "1", blocked: false }),
      publication({ id: "2", blocked: true }),
      publication({ id: "3", blocked: false }),
    ];
    expect(blockedFirst(list).map((one) => one.id)).toEqual(["2", "1", "3"]);
  });

  it("counts down to whatever ends first, the window or the right", () => {
    const window = "2026-12-31T23:00:00Z";
    const right = "2026-12-15T23:00:00Z";
    expect(endInSight(publication({ ends_at: window, stable_until: right }))).toEqual({
      at: right,
      why: "right",
    });
    expect(endInSight(publication({ ends_at: window, stable_until: null }))).toEqual({
      at: window,
      why: "window",
    });
    expect(endInSight(publication({ ends_at: window, stable_until: window }))).toEqual({
      at: window,
      why: "window",
    });
    expect(endInSight(publication({ ends_at: null, stable_until: null }))).toBeNull();
  });

  it("says 'ended' from the instant on, whatever the row still says", () => {
    const end = { at: "2026-12-15T23:00:00Z", why: "right" } as const;
    expect(endingWord(end, new Date("2026-12-15T22:59:59Z"))).toBe("rightEnds");
    expect(endingWord(end, new Date("2026-12-15T23:00:00Z"))).toBe("rightEnded");
    expect(endingWord({ ...end, why: "window" }, new Date("2027-01-01T00:00:00Z"))).toBe("ended");
  });

  it("keeps of its address what it knows", () => {
    expect(parsePublicationsSearch({ state: "live", channel: "c", colour: "red" })).toEqual({
      state: "live",
      channel: "c",
    });
    expect(parsePublicationsSearch({ state: "all" })).toEqual({});
  });
});
