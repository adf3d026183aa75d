import { expect, test } from "vitest";
import { mappingOf } from "./mapping";

const nothing = { id: "", title: "", description: "", keywords: "" };

test("nothing written leaves the usual names", () => {
  expect(mappingOf(nothing)).toBeNull();
  expect(mappingOf({ ...nothing, title: " , " })).toBeNull();
});

test("only what is written is different", () => {
  expect(mappingOf({ ...nothing, title: "name, caption ", keywords: "creators.name" })).toEqual({
    title: ["name", "caption"],
    keywords: ["creators.name"],
  });
});
