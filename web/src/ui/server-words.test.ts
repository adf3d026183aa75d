import { describe, expect, it } from "vitest";
import { withReadableDates, wordsOfRegion } from "./server-words";

const names = {
  channel: (key: string) => (key === "social.organic.instagram" ? "Instagram (organic)" : key),
  territory: (code: string) => ({ DE: "Germany", AT: "Austria" })[code] ?? code,
  purpose: (key: string) => key,
};

describe("words of the server", () => {
  it("writes civil days as the rest of the page does", () => {
    expect(withReadableDates("from 2026-03-28 until 2028-03-27, for all")).toBe(
      "from 28 Mar 2026 until 27 Mar 2028, for all",
    );
  });

  it("writes instants in the reader's zone", () => {
    expect(withReadableDates("It ended at 2026-11-08T23:00:00Z.")).toMatch(
      /^It ended at \d{1,2} Nov 2026, \d{2}:\d{2}\.$/,
    );
  });

  it("leaves what is no day as it is", () => {
    for (const kept of ["2026-13-40", "AG-2026-11-08-1", "L-2026-001", "until 2026-11-19 09:30"]) {
      expect(withReadableDates(kept)).toBe(kept);
    }
  });

  it("names the parts of a region", () => {
    expect(wordsOfRegion("social.organic.instagram | DE, AT | 2026-12-01..2027-01-07", names)).toBe(
      "Instagram (organic) · Germany, Austria · 1 Dec 2026 to 7 Jan 2027",
    );
    expect(wordsOfRegion("social.organic.instagram+print | DE+AT | 2026-12-01..2026-12-31", names)).toBe(
      "Instagram (organic), print · Germany, Austria · 1 Dec to 31 Dec 2026",
    );
    expect(wordsOfRegion("Switzerland", names)).toBe("Switzerland");
  });
});
