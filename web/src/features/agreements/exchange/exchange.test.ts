import { describe, expect, it } from "vitest";
import type { ProposedRule } from "@/api/types";
import { importBody, parsePolicy, withoutRights } from "./policy";
import { demandsOf, doubtsOf, scopeParts, type Words } from "./proposed-words";

const words: Words = {
  allChannels: "all channels",
  everywhere: "everywhere",
  perpetual: "in perpetuity",
  noEnd: "no end",
  anyPurpose: "for any purpose",
  except: (names) => `except ${names}`,
  from: (day) => `from ${day}`,
  purposes: (names) => `for ${names}`,
  more: (names, count) => `${names} and ${count} more`,
  duty: (text) => `Duty: ${text}`,
  limit: "limited",
};
const names = { channel: (key: string) => `#${key}`, territory: String, purpose: String };

function rule(body: Record<string, unknown>): ProposedRule {
  return { kind: "grant", quote: "{}", body };
}

describe("a policy to be imported", () => {
  it("is told to be no JSON before it is sent", () => {
    expect(parsePolicy('{"@type":"Offer"}')).toEqual({ policy: { "@type": "Offer" } });
    expect(parsePolicy("<rdf>")).toHaveProperty("why");
  });

  it("needs a right for each of its own names", () => {
    expect(withoutRights(["urn:a", ""], { "urn:a": ["i1"] })).toEqual([""]);
    expect(withoutRights(["urn:a", ""], { "urn:a": ["i1"], "": ["i2"] })).toEqual([]);
  });

  it("asks to leave out what no right is chosen for only where somebody said so", () => {
    expect(importBody({}, null, { "urn:a": ["i1"] })).not.toHaveProperty("skip_unknown_targets");
    expect(importBody({}, null, { "urn:a": ["i1"] }, true)).toHaveProperty("skip_unknown_targets", true);
  });

  it("sends nameless rules apart from those that name what they are about", () => {
    expect(importBody({}, "Europe/Berlin", { "urn:a": ["i1"], "": ["i2"] })).toEqual({
      policy: {},
      interests: ["i2"],
      targets: { "urn:a": ["i1"] },
      zones: ["Europe/Berlin"],
    });
    expect(importBody({}, null, {})).toEqual({ policy: {}, interests: [], targets: {} });
  });
});

describe("a proposed rule in words", () => {
  it("names a few of many and counts the rest", () => {
    const many = rule({
      channels: ["a", "b", "c", "d", "e", "f"],
      territories: ["WORLD"],
      purposes: ["any"],
    });
    expect(scopeParts(many, names, words)).toEqual([
      "#a, #b, #c, #d and 2 more",
      "everywhere",
      "for any purpose",
    ]);
  });

  it("says exceptions and both ends", () => {
    const some = rule({
      channels: ["all"],
      territories: ["DE"],
      exclude: ["AT"],
      period: { start: "2026-01-01", end: "2026-12-31T23:59:59Z" },
    });
    expect(scopeParts(some, names, words)).toEqual([
      "all channels",
      "DE",
      "except AT",
      "from 1 Jan 2026",
      "until 31 Dec 2026",
    ]);
  });

  it("never hides a duty, a limit or what was not understood", () => {
    const strict = rule({
      duties: [{ kind: "credit", text: "Name the author" }],
      caps: [{ limit: 3 }],
      not_understood: ["profile_unknown: The profile is not known here."],
    });
    expect(demandsOf(strict, words)).toEqual(["Duty: Name the author", "limited"]);
    expect(doubtsOf(strict)).toEqual(["The profile is not known here."]);
  });
});
