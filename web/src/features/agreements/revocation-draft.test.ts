import { describe, expect, it } from "vitest";
import type { Fact } from "@/api/types";
import { isPartMissing, otherThanRevoked, partOf, revokedBody, targetOf } from "./revocation-draft";

const grant = { id: "g1", body: { interest: "i1" } } as unknown as Fact;

describe("what was taken back, as a draft", () => {
  it("comes back the same from the record, whatever it takes back and how much of it", () => {
    const part = {
      channels: ["social.paid"],
      territories: ["DE"],
      period: { end: "2026-12-31", start: "2026-12-01" },
    };
    for (const body of [{ grant: "g1" }, { interest: "i1", ...part }, { ...part, exclude: ["AT"] }, {}]) {
      const recorded = { ...body, kind: "prospective", grace_days: 3 };
      const draft = revokedBody(targetOf(recorded, grant), grant, partOf(recorded));
      expect({ ...otherThanRevoked(recorded), ...draft }).toEqual(recorded);
    }
  });

  it("is the grant it was opened at, all of it, where nothing is on record yet", () => {
    expect(targetOf({}, grant)).toBe("grant");
    expect(partOf({}).partial).toBe(false);
    expect(revokedBody("grant", grant, partOf({}))).toEqual({ grant: "g1" });
  });

  it("asks for the part where a part is meant", () => {
    const empty = { ...partOf({}), partial: true };
    expect(isPartMissing(empty)).toBe(true);
    expect(isPartMissing({ ...empty, scope: { ...empty.scope, channels: ["print"] } })).toBe(false);
  });
});
