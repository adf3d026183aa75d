import { expect, test } from "vitest";
import { parseImportSearch } from "./imports-search";

test("a state the URL names is taken, anything else shows all files", () => {
  expect(parseImportSearch({ state: "refused" })).toEqual({ state: "refused" });
  expect(parseImportSearch({ state: "gone" })).toEqual({});
  expect(parseImportSearch({})).toEqual({});
});
