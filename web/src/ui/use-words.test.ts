import { describe, expect, it } from "vitest";
import { namesOf } from "@/api/rights-reference";
import { wordsOfUse } from "@/ui/use-words";

const names = { ...namesOf(undefined), territory: (code: string) => ({ DE: "Germany" })[code] ?? code };

describe("a use in words", () => {
  it("says channel, place, dates and purpose in that order", () => {
    const use = {
      channels: ["print"],
      territories: ["DE"],
      start: "2026-12-01",
      end: "2026-12-31",
      purposes: ["ads"],
    };
    expect(wordsOfUse(use, names)).toEqual(["print", "Germany", "1 Dec to 31 Dec 2026", "ads"]);
  });

  it("counts what it does not name, and leaves out what is not asked", () => {
    const use = {
      channels: ["print"],
      territories: ["DE", "AT", "FR"],
      start: "2026-12-01",
      end: "2026-12-01",
    };
    expect(wordsOfUse(use, names, 2)).toEqual(["print", "Germany, AT and 1 more", "1 Dec 2026"]);
  });
});
