import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Agreement, Fact, Impact } from "@/api/types";
import { answerCalls, jsonAnswer, renderAt } from "@/test/render";
import { FindingList } from "./findings";
import { ImpactPreview, ImpactShown } from "./impact";
import { RemoveRuleDialog } from "./remove-rule-dialog";

const asset = { id: "asset-1", title: "Harbour", thumbnail_url: null, color: null };
const agreement = {
  id: "ag-1",
  assets: [asset],
  grants: [{ id: "rule-1" }],
  restrictions: [],
  exclusivities: [],
} as unknown as Agreement;
const nothing: Impact = {
  change: "terminate",
  as_of: "2026-11-22T09:00:00Z",
  assets: 1,
  assets_compared: 1,
  gained: 0,
  lost: 0,
  unchanged: 0,
  uses: [],
  regions: [],
  notes: [],
};
const one: Impact = {
  ...nothing,
  lost: 1,
  uses: [
    {
      kind: "publication",
      id: "pub-1",
      state: "live",
      asset,
      use: { channels: ["tv"], territories: ["DE"], start: "2026-11-22T09:00:00Z", end: "2026-12-17" },
      effect: "lost",
      before: { headline: "ALLOWED", sentence: "Cleared.", reasons: [], cleared: [] },
      after: { headline: "DENIED", sentence: "The licence has been revoked.", reasons: [], cleared: [] },
    },
  ],
  regions: [
    {
      asset_count: 5,
      assets: [asset],
      gained: [],
      lost: [
        { channels: ["tv"], territories: ["DE"], from: "2026-01-01", until: "2026-12-31", purposes: ["ads"] },
      ],
    },
  ],
};
const reads = { "GET /rights/reference": () => jsonAnswer(null, 404) };

describe("what would follow from a change", () => {
  it("names the publications that would fall and what is no longer cleared", async () => {
    answerCalls(reads);
    renderAt("/", () => <ImpactShown impact={one} />);
    expect(await screen.findByText("would fall")).toBeTruthy();
    expect(screen.getByText("Publication, live · tv · DE · 22 Nov to 17 Dec 2026")).toBeTruthy();
    expect(screen.getByText("Harbour and 4 more assets")).toBeTruthy();
    expect(screen.getByText("No longer cleared")).toBeTruthy();
  });

  it("says so when nothing would change", async () => {
    answerCalls(reads);
    renderAt("/", () => <ImpactShown impact={nothing} />);
    expect(await screen.findByText(/^Nothing would change/)).toBeTruthy();
  });

  it("offers to ask again when it could not be found out", async () => {
    const calls = answerCalls({
      ...reads,
      "POST /agreements/ag-1/preview": () => jsonAnswer({ title: "No", status: 500 }, 500),
    });
    renderAt("/", () => <ImpactPreview agreement="ag-1" change={{ change: "terminate" }} />);
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(JSON.parse(String(calls.at(-1)?.init.body))).toEqual({ change: "terminate" });
  });

  it("looks at the record without the rule before the rule is removed", async () => {
    const calls = answerCalls({
      ...reads,
      "POST /agreements/ag-1/preview": () => jsonAnswer(nothing),
      "DELETE /agreements/ag-1/grants/rule-1": () => new Response(null, { status: 204 }),
    });
    const rule = { id: "rule-1", summary: "Print in Germany" } as unknown as Fact;
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    renderAt("/", () => (
      <RemoveRuleDialog agreement={agreement} list="grants" rule={rule} opened onClose={() => {}} />
    ));
    expect(await screen.findByText(/^Nothing would change/)).toBeTruthy();
    expect(JSON.parse(String(calls.at(-1)?.init.body))).toEqual({ change: "facts", remove: ["rule-1"] });
    await user.click(screen.getByRole("button", { name: "Remove from the record" }));
    expect(calls.some(({ init }) => init.method === "DELETE")).toBe(true);
  });
});

describe("what to look at before an approval", () => {
  it("says quietly when nothing was found", async () => {
    answerCalls({ ...reads, "GET /agreements/ag-1/findings": () => jsonAnswer({ items: [] }) });
    renderAt("/", () => <FindingList agreement={agreement} />);
    expect(await screen.findByText("Nothing found.")).toBeTruthy();
  });

  it("links what a finding is about", async () => {
    const finding = {
      code: "period.over",
      severity: "warning",
      message: "It ended on 2026-11-01 already.",
      facts: ["rule-1"],
      assets: ["asset-1"],
      agreement: "ag-2",
      region: [],
    };
    answerCalls({ ...reads, "GET /agreements/ag-1/findings": () => jsonAnswer({ items: [finding] }) });
    renderAt("/", () => <FindingList agreement={agreement} />);
    expect(await screen.findByText("It ended on 1 Nov 2026 already.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Harbour" }).getAttribute("href")).toContain("/assets/asset-1");
    expect(screen.getByRole("link", { name: "1 rule here" }).getAttribute("href")).toBe("#rule-rule-1");
    expect(screen.getByRole("link", { name: "The other agreement" }).getAttribute("href")).toBe(
      "/agreements/ag-2",
    );
  });
});
