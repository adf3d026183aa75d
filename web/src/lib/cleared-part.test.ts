import { describe, expect, it } from "vitest";
import { narrowedTo } from "@/lib/cleared-part";

const use = {
  channels: ["platform:instagram"],
  territories: ["DE", "AT", "CH"],
  from: "2026-12-01",
  until: "2027-01-31",
  purposes: ["commercial.advertising"],
};
const box = {
  channels: ["social.organic.instagram"],
  territories: ["AT", "DE"],
  from: "2026-12-01",
  until: "2027-01-14",
  purposes: [],
};

describe("using only the cleared part", () => {
  it("takes channels, places and days of the part and keeps the purpose", () => {
    expect(narrowedTo(use, box)).toEqual({
      channels: ["social.organic.instagram"],
      territories: ["AT", "DE"],
      from: "2026-12-01",
      until: "2027-01-14",
      purposes: ["commercial.advertising"],
    });
  });

  it("takes whole days only: a part that ends at noon ends the day before", () => {
    const narrowed = narrowedTo(use, { ...box, from: "2026-12-01T09:00", until: "2027-01-14T12:00" });
    expect(narrowed).toMatchObject({ from: "2026-12-02", until: "2027-01-13" });
  });

  it("offers nothing when less than a day is left", () => {
    expect(narrowedTo(use, { ...box, from: "2027-01-14", until: "2027-01-14T12:00" })).toBeUndefined();
  });

  it("leaves out a part of a country, which no use can say", () => {
    expect(narrowedTo(use, { ...box, territories: ["ES@Europe/Madrid", "DE"] })?.territories).toEqual(["DE"]);
    expect(narrowedTo(use, { ...box, territories: ["ES@Europe/Madrid"] })).toBeUndefined();
  });

  it("offers nothing for days it cannot read", () => {
    expect(narrowedTo(use, { ...box, until: "soon" })).toBeUndefined();
  });
});
