import { describe, expect, it } from "vitest";
import { assetChanges } from "./asset-change";

const before = { title: "Harbour", description: "At dawn", keywords: ["sea", "boat"] };

describe("what a form changed of an asset", () => {
  it("is nothing when nothing differs but space around the title", () => {
    expect(assetChanges(before, { ...before, title: " Harbour " })).toEqual({});
  });

  it("is only the fields that differ", () => {
    expect(assetChanges(before, { ...before, description: "" })).toEqual({ description: "" });
  });

  it("counts another order of the keywords as a change", () => {
    expect(assetChanges(before, { ...before, keywords: ["boat", "sea"] })).toEqual({
      keywords: ["boat", "sea"],
    });
  });
});
