import { expect, it } from "vitest";
import { changesOf, changeTo } from "./possible-changes";

it("offers what is not the case already", () => {
  expect(changesOf({ review: "approved", status: "executed" })).toEqual(["suspend", "terminate", "void"]);
  expect(changesOf({ review: "draft", status: "draft" })).toContain("approve");
});

it("knows which change a status is, and that a draft is none", () => {
  expect(changeTo("terminated")).toBe("terminate");
  expect(changeTo("sent")).toBeUndefined();
});
