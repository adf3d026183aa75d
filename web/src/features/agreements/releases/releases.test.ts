import { describe, expect, it } from "vitest";
import { bodyOfPerson, emptyPerson, personDraft } from "./person-draft";
import { distanceOf, parseReleasesSearch } from "./releases-search";

describe("the end of a release", () => {
  it("is told while it is near, on its last day, and when it is over", () => {
    expect(distanceOf("2026-12-31", "2026-12-01")).toEqual({ word: "left", days: 30 });
    expect(distanceOf("2026-12-31", "2026-12-31")).toEqual({ word: "today", days: 0 });
    expect(distanceOf("2026-12-31", "2027-01-01")).toMatchObject({ word: "over" });
  });

  it("is not counted down when it is far off, or no day", () => {
    expect(distanceOf("2028-12-31", "2026-12-01")).toBeUndefined();
    expect(distanceOf("PERPETUAL", "2026-12-01")).toBeUndefined();
    expect(distanceOf(null, "2026-12-01")).toBeUndefined();
  });
});

describe("the address of the releases", () => {
  it("keeps only what it knows", () => {
    expect(parseReleasesSearch({ show: "people", x: 1 })).toEqual({ show: "people" });
    expect(parseReleasesSearch({ show: "birthdays" })).toEqual({});
  });
});

describe("the record of a person", () => {
  it("keeps all that is known when one field is corrected", () => {
    const known = {
      id: "p1",
      name: "Emil Berger",
      born_on: "2018-05-28",
      guardian: "Anna Berger",
      jurisdiction: "DE",
      contact: null,
      note: null,
      recorded_at: "2026-05-06T08:36:00Z",
      recorded_by: { name: "Jonas Brandt" },
    };
    const draft = { ...personDraft(known), contact: " anna@berger.example " };
    expect(bodyOfPerson(draft)).toEqual({
      name: "Emil Berger",
      born_on: "2018-05-28",
      guardian: "Anna Berger",
      jurisdiction: "DE",
      contact: "anna@berger.example",
      note: null,
    });
  });

  it("sends nothing where nothing was typed", () => {
    expect(bodyOfPerson({ ...emptyPerson, name: "Mina" })).toMatchObject({ name: "Mina", born_on: null });
  });
});
