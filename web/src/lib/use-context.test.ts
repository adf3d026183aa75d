import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "@/lib/search-params";
import { emptyUse, isCivilDay, missingFromUse, parseUseSearch, readUse, writeUse } from "@/lib/use-context";

const use = {
  channels: ["social.paid.instagram", "print.press"],
  territories: ["DE", "AT"],
  from: "2026-12-01",
  until: "2026-12-31",
  purposes: ["commercial.advertising"],
};

describe("the use in the URL", () => {
  it("comes back the same after being written and read", () => {
    const address = stringifySearch(writeUse(use));
    expect(address).toBe(
      "?use.channel=social.paid.instagram,print.press&use.territory=DE,AT&use.from=2026-12-01&use.until=2026-12-31&use.purpose=commercial.advertising",
    );
    expect(readUse(parseUseSearch(parseSearch(address)))).toEqual(use);
  });

  it("reads a repeated parameter like a list", () => {
    expect(readUse(parseUseSearch(parseSearch("?use.territory=DE&use.territory=AT"))).territories).toEqual([
      "DE",
      "AT",
    ]);
  });

  it("drops what is no day instead of guessing one", () => {
    expect(parseUseSearch({ "use.from": "2026-02-30", "use.until": "soon" })).toEqual({});
    expect(isCivilDay("2028-02-29")).toBe(true);
  });

  it("drops times, acts and instants that are none", () => {
    const good = { "use.act": "retain", "use.fromTime": "09:30", "use.known": "2027-01-15T09:00" };
    expect(parseUseSearch(good)).toEqual(good);
    const bad = { "use.act": "sell", "use.fromTime": "25:00", "use.known": "2027-01-15" };
    expect(parseUseSearch(bad)).toEqual({});
  });

  it("clears every key when the use is emptied", () => {
    expect({ ...writeUse(use), ...writeUse(emptyUse) }).toEqual({
      "use.channel": undefined,
      "use.territory": undefined,
      "use.from": undefined,
      "use.until": undefined,
      "use.purpose": undefined,
    });
    expect(stringifySearch(writeUse(emptyUse))).toBe("");
  });

  it("names what is missing before a verdict can be asked", () => {
    expect(missingFromUse(emptyUse)).toEqual(["channels", "territories", "dates"]);
    expect(missingFromUse({ ...use, until: undefined })).toEqual(["dates"]);
    expect(missingFromUse({ ...use, purposes: [] })).toEqual([]);
  });
});
