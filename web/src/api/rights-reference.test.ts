import { describe, expect, it } from "vitest";
import type { RightsReference } from "@/api/types";
import type { UseContext } from "@/lib/use-context";
import { apiBelief, apiUse, purposeFamilies } from "./rights-reference";

const use: UseContext & { from: string; until: string } = {
  channels: ["print.press"],
  territories: ["DE"],
  from: "2026-12-01",
  until: "2026-12-31",
  purposes: [],
};
const asked = { channels: ["print.press"], territories: ["DE"], start: "2026-12-01", end: "2026-12-31" };

describe("a use as the API takes it", () => {
  it("says no more than was said", () => {
    expect(apiUse(use)).toEqual(asked);
    expect(apiBelief(use)).toEqual({});
  });

  it("carries what few uses need to say", () => {
    const details = {
      actor: "AgencyZ",
      quantity: "10,000 copies",
      produced: "2026-09-15",
      fromTime: "09:00",
      untilTime: "18:30",
      accessible: "DE,AT",
      modifications: "crop",
      embedding: "linked",
    };
    expect(apiUse({ ...use, details })).toEqual({
      ...asked,
      start: "2026-12-01T09:00",
      end: "2026-12-31T18:30",
      actor: "AgencyZ",
      quantity: { copies: 10000 },
      produced_at: "2026-09-15",
      accessible: ["DE", "AT"],
      modifications: ["crop"],
      embedding: "linked",
    });
  });

  it("asks whether it may stay where it is published already, unless another act is named", () => {
    const published = { ...use, details: { published: "2026-11-20" } };
    expect(apiUse(published)).toMatchObject({ mode: "continue", published_at: "2026-11-20" });
    expect(apiUse({ ...use, details: { ...published.details, act: "retain" } })).toMatchObject({
      mode: "retain",
    });
  });

  it("looks back to an instant by the reader's own clock", () => {
    const known = apiBelief({ ...use, details: { known: "2027-01-15T09:00" } });
    expect(known).toEqual({ belief_at: new Date("2027-01-15T09:00").toISOString() });
  });
});

describe("the families of purposes", () => {
  it("are those that hold purposes and are none themselves", () => {
    const keys = ["commercial.pr", "commercial.resale", "political", "ai.tdm"];
    const purposes = keys.map((key) => ({ key, name: key })) as RightsReference["purposes"];
    expect(purposeFamilies(purposes).map((one) => one.key)).toEqual(["commercial", "ai"]);
  });
});
