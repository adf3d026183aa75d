import { expect, it } from "vitest";
import type { RightsReference } from "@/api/types";
import { bodyOf, complaintsOf, entryOf, newEntry } from "./entry-draft";

const reference = {
  territory_groups: [
    {
      key: "EMEA",
      name: "EMEA",
      members: [],
      possible: [],
      dated: false,
      undefined: true,
      retired: false,
      versions: [],
    },
  ],
  channels: [
    {
      key: "cinema",
      name: "Cinema",
      family: "cinema",
      reserved: false,
      online: false,
      introduced_on: null,
      retired: false,
    },
  ],
} as unknown as RightsReference;

it("starts a group nobody defined with one version and asks for its members", () => {
  const draft = entryOf(reference, "group", "EMEA");
  if (draft === undefined) throw new Error("no draft");
  expect(draft.versions).toHaveLength(1);
  expect(complaintsOf(draft)).toEqual({ "members.0": "missingPlace" });
  const filled = {
    ...draft,
    reason: " House table ",
    versions: [{ from: "1900-01-01", members: ["150"], possible: [] }],
  };
  expect(complaintsOf(filled)).toEqual({});
  expect(bodyOf(filled)).toEqual({
    kind: "group",
    key: "EMEA",
    name: "EMEA",
    reason: "House table",
    retired: false,
    versions: filled.versions,
  });
});

it("keeps what a channel was and splits it into named parts", () => {
  const draft = entryOf(reference, "channel", "cinema");
  if (draft === undefined) throw new Error("no draft");
  const split = { ...draft, parts: [{ key: "cinema.screen", name: "" }] };
  expect(complaintsOf(split)).toEqual({ "part.0.name": "missing" });
  expect(bodyOf(draft)).not.toHaveProperty("introduced_on");
  expect(bodyOf({ ...draft, parts: [{ key: "cinema.screen", name: "Screen" }] }).split_into).toHaveLength(1);
});

it("asks since when a new channel exists, and nothing of a category but its name", () => {
  const channel = { ...newEntry("channel", ""), key: "a", name: "A" };
  expect(complaintsOf(channel)).toEqual({ introduced_on: "missing" });
  const category = { ...newEntry("category", "2026-11-23"), key: "cider", name: "Cider" };
  expect(complaintsOf(category)).toEqual({});
  expect(bodyOf(category)).not.toHaveProperty("parent");
});
