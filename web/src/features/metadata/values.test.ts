/** What is typed becomes what the field holds, and only what differs is sent. */
import { describe, expect, it } from "vitest";
import { changesOf, idsOf, labelOf, namesOf, textOf, typedValue } from "./values";

describe("values of fields", () => {
  it("reads what was typed in the form of the field", () => {
    expect(typedValue({ kind: "number" }, "4.5")).toBe(4.5);
    expect(typedValue({ kind: "number" }, "four")).toBe("four");
    expect(typedValue({ kind: "list" }, "sea; bay ;")).toEqual(["sea", "bay"]);
    expect(typedValue({ kind: "boolean" }, "true")).toBe(true);
    expect(typedValue({ kind: "text" }, "")).toBeNull();
    expect(textOf(["sea", "bay"])).toBe("sea; bay");
  });

  it("shows words by what they are called now, and words nobody knows as they are", () => {
    const term = (key: string, en: string) => ({ key, labels: { en }, parent: null, retired: true });
    const all = [{ key: "places", terms: [term("sea", "Ocean"), term("bay", "Bay")] }];
    const field = { vocabulary: "places" };
    expect(namesOf(field, ["sea", "gone"], all, "en")).toBe("Ocean; gone");
    expect(namesOf(field, "bay", all, "de")).toBe("Bay");
    expect(namesOf(field, null, all, "en")).toBe("");
    expect(namesOf({ vocabulary: null }, "sea", all, "en")).toBe("sea");
  });

  it("sends only what differs", () => {
    const fields = [
      { key: "credit", kind: "text" as const, value: "Nord" },
      { key: "city", kind: "text" as const, value: "Kiel" },
    ];
    expect(changesOf(fields, { credit: "Nord", city: "" })).toEqual({ city: null });
  });

  it("falls back to English names", () => {
    const field = { key: "city", labels: { en: "City", de: "Stadt" } };
    expect([labelOf(field, "de"), labelOf(field, "fr")]).toEqual(["Stadt", "City"]);
  });

  it("takes ids only, each once", () => {
    const id = "00000000-0000-7000-8000-000000000001";
    expect(idsOf(`${id},x,${id}`)).toEqual([id]);
  });
});
