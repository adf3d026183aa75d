import { expect, test } from "vitest";
import { valuesOf } from "./record-values";

test("values keep their order and their lines; what lies inside is written out", () => {
  const data =
    '{"title":"two\\nlines","size":{"width":5,"height":4},"creators":[{"name":"A"},{"name":"B"}],"none":null}';
  expect(valuesOf(data)).toEqual([
    { name: "title", text: "two\nlines" },
    { name: "size", text: "width: 5, height: 4" },
    { name: "creators", text: "name: A\nname: B" },
    { name: "none", text: "" },
  ]);
});

test("what is no record is shown as it stands", () => {
  expect(valuesOf("{")).toEqual([{ name: "", text: "{" }]);
});
