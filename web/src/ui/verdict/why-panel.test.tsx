import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Verdict } from "@/api/types";
import { renderPart } from "@/test/render";
import { WhyPanel } from "./why-panel";

const verdict: Verdict = {
  id: "v-1",
  asset: "a-1",
  use: { channels: [], territories: [], start: "2026-12-01", end: "2026-12-31" },
  headline: "PARTIAL",
  sentence: "Cleared in Germany. Not in Switzerland.",
  details: [],
  cleared: ["print.press | DE | 2026-12-01..2026-12-31"],
  boxes: [],
  reasons: [
    {
      code: "NO_GRANT",
      message: "No release covers Switzerland.",
      path: ["Harbour", "Likeness of Mina"],
      interest: "i1",
      rule: null,
      agreement_id: "ag-1",
      agreement_reference: "AG-118",
      clause: { quote: "in Germany and Austria", page: 3 },
      region: "Switzerland",
      remedy: "Extend AG-118",
    },
  ],
  supports: [],
  duties: [{ id: "credit", timing: "concurrent", kind: "credit", text: "Credit © Mina", state: "open" }],
  remedies: [],
  notes: [],
  stable_until: null,
  next_events: [],
  asked_at: "2026-11-22T15:00:00Z",
  belief_at: "2026-11-22T15:00:00Z",
  inputs_hash: "x",
  engine_version: "1",
  reference_version: "1",
  taxonomy_version: "1",
  territory_data_version: "1",
};

describe("the panel behind 'Why?'", () => {
  it("shows the blocker with its path, the words of the paper and the way out", async () => {
    renderPart(<WhyPanel verdict={verdict} opened onClose={() => {}} />);
    expect(await screen.findByText("No release covers Switzerland.")).toBeTruthy();
    expect(screen.getByText("Likeness of Mina")).toBeTruthy();
    expect(screen.getByText(/in Germany and Austria/).textContent).toContain("Page 3");
    expect(screen.getByText(/Extend AG-118/)).toBeTruthy();
    expect(screen.getByText("Credit © Mina")).toBeTruthy();
  });

  it("links the agreement only when it is given a link: some readers may not open it", async () => {
    const link = (id: string, reference: string) => <a href={`/agreements/${id}`}>{reference}</a>;
    renderPart(<WhyPanel verdict={verdict} opened onClose={() => {}} agreementLink={link} />);
    expect((await screen.findByRole("link", { name: "AG-118" })).getAttribute("href")).toBe(
      "/agreements/ag-1",
    );
  });
});
