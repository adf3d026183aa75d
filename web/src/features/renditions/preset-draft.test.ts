import { describe, expect, it } from "vitest";
import type { RenditionPreset } from "@/api/types";
import { complaintsOf, draftOf, isDrawable, recipeOf } from "./preset-draft";

const story: RenditionPreset = {
  key: "story",
  name: "Story",
  note: "",
  state: "active",
  built_in: false,
  recipe_hash: "a1",
  revision: 3,
  recipe: {
    fit: "cover",
    width: 1080,
    height: 1920,
    focus_x: 500,
    focus_y: 333,
    format: "jpeg",
    quality: 80,
    effort: 2,
    background: "#ffffff",
  },
};

describe("a preset in the form", () => {
  it("comes back as it went in", () => {
    expect(recipeOf(draftOf(story))).toEqual(story.recipe);
  });

  it("sends no box and no focus for a picture that is not cut", () => {
    const { height, focus_x, ...rest } = recipeOf({ ...draftOf(story), shape: "inside", background: " " });
    expect([height, focus_x, rest.background]).toEqual([undefined, undefined, null]);
  });

  it("complains of sizes nobody can draw, and of a missing name", () => {
    const draft = { ...draftOf(undefined), width: 8193, height: "" };
    expect(complaintsOf(draft)).toEqual({ key: "missing", name: "missing", width: "pixels" });
    expect(isDrawable(draft)).toBe(false);
    expect(complaintsOf({ ...draftOf(story), height: 15 })).toEqual({ height: "pixels" });
    expect(isDrawable({ ...draftOf(story), name: "" })).toBe(true);
  });
});
