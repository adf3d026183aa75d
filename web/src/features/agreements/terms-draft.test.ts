import { describe, expect, it } from "vitest";
import { termsBody, termsMissing, termsOf } from "./terms-draft";

describe("waivers, engagements and exclusivities", () => {
  it("carry along what the form does not show", () => {
    const body = {
      actor: "Fernweg Studio",
      relation: "agency_acting_for",
      brands: ["Halvard"],
      territories: ["DE"],
      period: { start: "2026-01-01", end: "2026-12-31", zone: "UTC" },
      actors_note: "kept",
    };
    expect(termsBody("engagements", termsOf("engagements", body))).toEqual(body);
  });

  it("an exclusivity names its interests as a list, whatever it was read from", () => {
    const draft = termsOf("exclusivities", { interest: "i1", holder: "Rival", direction: "against_us" });
    expect(termsBody("exclusivities", draft)).toEqual({
      interests: ["i1"],
      holder: "Rival",
      direction: "against_us",
    });
  });

  it("say what is missing", () => {
    expect(termsMissing("waivers", termsOf("waivers"))).toEqual(["restriction"]);
    expect(termsMissing("exclusivities", termsOf("exclusivities"))).toEqual([
      "holder",
      "direction",
      "interest",
    ]);
  });

  it("an end before the start is refused", () => {
    const draft = termsOf("waivers", {
      restriction: "r1",
      period: { start: "2026-05-01", end: "2026-04-01" },
    });
    expect(termsMissing("waivers", draft)).toEqual(["period.end"]);
  });
});
