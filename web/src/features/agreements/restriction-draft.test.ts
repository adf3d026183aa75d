import { describe, expect, it } from "vitest";
import { emptyRestriction, restrictionBody, restrictionComplaints, restrictionOf } from "./restriction-draft";

describe("a restriction as a draft", () => {
  it("comes back the same from the record", () => {
    const body = {
      reach: "organisation",
      code: "SANCTION",
      channels: ["social"],
      exclude_channels: ["social.organic"],
      territories: ["EU"],
      exclude: ["FR"],
      purposes: ["commercial"],
      period: { start: "2026-12-01T09:00", end: "2026-12-31", zone: "America/New_York" },
      brands_except: ["X"],
      categories: ["beer"],
      actors: ["AgencyZ"],
      note: "kept",
    };
    expect(restrictionBody(restrictionOf(body))).toEqual(body);
  });

  it("needs to say what it binds, but names nothing where it binds the whole house", () => {
    expect(restrictionComplaints(emptyRestriction)).toEqual({ reach: "chooseOne" });
    expect(restrictionComplaints({ ...emptyRestriction, reach: "asset" })).toEqual({ asset: "choose" });
    expect(restrictionComplaints({ ...emptyRestriction, reach: "organisation" })).toEqual({});
  });
});
