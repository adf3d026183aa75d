import { describe, expect, it } from "vitest";
import {
  bodiesOf,
  bodyFor,
  complaintsOf,
  draftOf,
  dutyId,
  dutyParts,
  emptyGrant,
  formField,
  type GrantDraft,
} from "./grant-draft";

const filled: GrantDraft = {
  ...emptyGrant,
  interests: ["i1"],
  channels: ["social.organic.instagram"],
  territories: ["DE", "AT"],
  purposeChoice: "listed",
  purposes: ["commercial.advertising"],
  startChoice: "day",
  start: "2026-12-01",
  endChoice: "day",
  end: "2027-01-31",
};

describe("a grant as a draft", () => {
  it("comes back the same from the record", () => {
    const body = {
      interest: "i1",
      channels: ["print"],
      exclude_channels: ["print.directmail"],
      territories: ["EU"],
      exclude: ["FR"],
      purposes: ["any", "ai.training"],
      period: { start: "2026-01-01", end: "PERPETUAL", zone: "silent", zones: ["UTC"] },
      modifications: ["resize"],
      duties: [{ id: "credit", timing: "concurrent", text: "© Berg", consequence: "suspend" }],
      caps: [{ id: "run", kind: "cumulative", metric: "copies", limit: 50000 }],
      runoff: { for: "P30D", channels: ["print.press"] },
      territory_test: "accessible",
      embedding: ["rendered"],
      produce_window: { start: "2026-01-01", end: "2026-09-30", zone: "territory" },
      licensees: ["House"],
      upstream: ["g0"],
      sublicense: ["agency_acting_for"],
      guardian_signed: true,
      acts: ["PUBLISH", "RETAIN"],
    };
    expect(bodyFor(draftOf(body), "i1")).toEqual(body);
  });

  it("keeps times of day, and a run-off in months", () => {
    const body = {
      interest: "i1",
      channels: ["print"],
      territories: ["DE"],
      purposes: ["commercial"],
      period: { start: "2026-01-01T09:00", end: "2026-12-31T18:00", zone: "Europe/Berlin" },
      runoff: { for: "P2M" },
    };
    const draft = draftOf(body);
    expect([draft.startTime, draft.endTime, draft.runoff, draft.runoffUnit]).toEqual([
      "09:00",
      "18:00",
      "2",
      "M",
    ]);
    expect(bodyFor(draft, "i1")).toEqual(body);
  });

  it("reads the kind of a duty in its id and writes it there", () => {
    expect(dutyParts("approval:talent")).toEqual({ kind: "approval", words: "talent" });
    expect(dutyParts("duty-1")).toBeNull();
    expect([dutyId("approval", "talent"), dutyId("credit", "")]).toEqual(["approval:talent", "credit"]);
  });

  it("carries along what the form does not show", () => {
    const body = {
      interest: "i1",
      channels: ["print"],
      territories: ["DE"],
      purposes: ["commercial"],
      period: { start: "2026-01-01", duration: "P1Y", zone: "territory", trigger: { event: "first_use" } },
      produce_window: { start: "2026-01-01", duration: "P9M" },
      runoff: { for: "P1M2D" },
    };
    const draft = draftOf(body);
    expect(draft.runoff).toBe("");
    expect(bodyFor({ ...draft, territories: ["AT"] }, "i1")).toEqual({ ...body, territories: ["AT"] });
  });

  it("asks for the last day of a window in which things may be made", () => {
    expect(complaintsOf({ ...filled, producedFrom: "2026-01-01" }).produce_window).toBe("day");
  });

  it("becomes one body for each right", () => {
    const bodies = bodiesOf({ ...filled, interests: ["i1", "i2"] });
    expect(bodies.map((body) => body.interest)).toEqual(["i1", "i2"]);
  });
});

describe("what is missing in a grant", () => {
  it("is every choice that the paper must answer", () => {
    expect(complaintsOf(emptyGrant)).toEqual({
      channels: "choose",
      territories: "choose",
      purposes: "chooseOne",
      "period.start": "chooseOne",
      "period.end": "chooseOne",
    });
  });

  it("is nothing when all is answered", () => {
    expect(complaintsOf(filled)).toEqual({});
  });

  it("is a day where 'on a day' was chosen", () => {
    expect(complaintsOf({ ...filled, end: "" })).toEqual({ "period.end": "day" });
  });

  it("is an end that is not before the start", () => {
    expect(complaintsOf({ ...filled, end: "2026-11-30" })).toEqual({ "period.end": "endBeforeStart" });
    expect(complaintsOf({ ...filled, end: filled.start })).toEqual({});
  });
});

describe("the field a refusal speaks of", () => {
  it("is found below the body and without the place in a list", () => {
    expect(formField("body.territories[0]")).toBe("territories");
    expect(formField("territories.1")).toBe("territories");
    expect(formField("/body/period/end")).toBe("period.end");
    expect(formField("interests")).toBe("interest");
    expect(formField(undefined)).toBeUndefined();
  });
});
