import { describe, expect, it } from "vitest";
import type { RightsReference } from "@/api/types";
import { folded, wordsOfBox } from "./region-words";

const groups = [
  { key: "social", name: "Social", members: ["instagram", "tiktok", "x"] },
  { key: "video", name: "Video", members: ["tiktok", "tv"] },
  { key: "one", name: "One", members: ["tv"] },
];

describe("regions in words", () => {
  it("names the largest group that is wholly in it, and what is left by itself", () => {
    expect(folded(["tv", "x", "tiktok", "instagram"], groups)).toEqual(["social", "tv"]);
  });

  it("does not name a group of which a member is missing", () => {
    expect(folded(["tiktok", "x"], groups)).toEqual(["tiktok", "x"]);
  });

  it("says channels, places, days and purposes, and how many are not named", () => {
    const reference = {
      channels: [{ key: "tv", name: "TV", family: "tv", reserved: false }],
      channel_groups: groups,
      territories: [
        { code: "DE", name: "Germany" },
        { code: "AT", name: "Austria" },
      ],
      territory_groups: [],
      purposes: [{ key: "ads", name: "Advertising" }],
    } as unknown as RightsReference;
    const box = {
      channels: ["instagram", "tiktok", "x", "tv"],
      territories: ["DE", "AT"],
      from: "2026-11-02",
      until: "2027-11-02",
      purposes: ["ads"],
    };
    expect(wordsOfBox(box, reference)).toBe(
      "Social, TV · Germany, Austria · 2 Nov 2026 to 2 Nov 2027 · Advertising",
    );
    expect(wordsOfBox(box, reference, 1)).toContain("Social and 1 more · Germany and 1 more");
  });

  it("writes a local time as a day and a time", () => {
    const box = {
      channels: [],
      territories: [],
      purposes: [],
      from: "2026-11-22T21:40",
      until: "2028-03-26",
    };
    expect(wordsOfBox(box, undefined)).toBe("from 22 Nov 2026, 21:40 until 26 Mar 2028");
  });
});
