import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Agreement, Fact } from "@/api/types";
import { answerCalls, jsonAnswer, renderAt } from "@/test/render";
import { GrantForm } from "./grant-dialog";

// What grows with its text waits for fonts, which happy-dom does not have.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

const interest = {
  id: "i1",
  asset: { id: "asset-1", title: "Harbour", thumbnail_url: null, color: null },
  kind: "copyright.work",
  kind_name: "Copyright in the work",
  holder: "Studio Berg",
  subject: "",
  completeness: "partial",
  not_required: null,
  recorded_at: "2026-11-01T00:00:00Z",
  recorded_by: { id: null, name: "system" },
};
const agreement = {
  id: "ag-1",
  clauses: [],
  interests: [interest],
  assets: [interest.asset],
} as unknown as Agreement;
const reference = {
  version: "1",
  channels: [{ key: "print.press", name: "Print, press", family: "print", reserved: false }],
  channel_groups: [],
  territories: [{ code: "DE", name: "Germany" }],
  territory_groups: [],
  purposes: [],
  modifications: [],
  zones: ["Europe/Berlin"],
  interest_kinds: [],
  agreement_kinds: [],
  restriction_codes: [],
};
const reads = {
  "GET /rights/reference": () => jsonAnswer(reference),
  "GET /interests": () => jsonAnswer({ items: [interest] }),
};

async function fill(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole("checkbox", { name: /Copyright in the work/ }));
  await user.click(screen.getByRole("button", { name: "Choose channels" }));
  await user.click(await screen.findByRole("checkbox", { name: /Print, press/ }));
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "Choose places" }));
  await user.click(await screen.findByRole("checkbox", { name: /Germany/ }));
  await user.keyboard("{Escape}");
  const starts = screen.getByRole("radiogroup", { name: "From when" });
  await user.click(within(starts).getByRole("radio", { name: "The paper names no start" }));
  const ends = screen.getByRole("radiogroup", { name: "Until when" });
  await user.click(within(ends).getByRole("radio", { name: "In perpetuity" }));
  const purposes = screen.getByRole("radiogroup", { name: "For which purpose" });
  await user.click(within(purposes).getByRole("radio", { name: "Any purpose" }));
  await user.click(screen.getByRole("radio", { name: "There is no document" }));
  await user.type(screen.getByRole("textbox", { name: "Why is there no document?" }), "Own photo");
}

describe("the grant form", { timeout: 40_000 }, () => {
  it("asks for what the paper must say before it sends anything", async () => {
    const calls = answerCalls(reads);
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    renderAt("/", () => <GrantForm agreement={agreement} onClose={() => {}} />);
    await user.click(await screen.findByRole("button", { name: "Record the grant" }));
    const ends = screen.getByRole("radiogroup", { name: "Until when" });
    expect(ends.closest("[role=radiogroup]")?.parentElement?.textContent).toContain("Choose one of these.");
    expect(screen.getByText("Say where it is written, or that there is no document.")).toBeTruthy();
    expect(calls.every(({ init }) => (init.method ?? "GET") === "GET")).toBe(true);
  });

  it("sends the grant in the words of the record", async () => {
    const calls = answerCalls({
      ...reads,
      "POST /agreements/ag-1/grants": () => jsonAnswer({ id: "f1" }, 201),
    });
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    const onClose = vi.fn();
    renderAt("/", () => <GrantForm agreement={agreement} onClose={onClose} />);
    await fill(user);
    expect(screen.getByText(/Print, press in Germany, in perpetuity, for any purpose\./)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Record the grant" }));
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
    const sent = calls.find(({ init }) => init.method === "POST");
    expect(JSON.parse(String(sent?.init.body))).toEqual({
      body: {
        interest: "i1",
        channels: ["print.press"],
        territories: ["DE"],
        purposes: ["any"],
        period: { end: "PERPETUAL", zone: "territory" },
      },
      no_document: "Own photo",
    });
  });

  it("shows the server's refusal at the field it speaks of", async () => {
    const refusal = {
      type: "about:blank",
      title: "Unknown territory",
      status: 422,
      code: "territory.unknown",
      detail: "“DE” is not known.",
      field: "territories[0]",
    };
    answerCalls({ ...reads, "POST /agreements/ag-1/grants": () => jsonAnswer(refusal, 422) });
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    renderAt("/", () => <GrantForm agreement={agreement} onClose={() => {}} />);
    await fill(user);
    await user.click(screen.getByRole("button", { name: "Record the grant" }));
    const field = await screen.findByRole("group", { name: "Where" });
    expect(await within(field).findByText("“DE” is not known.")).toBeTruthy();
  });

  it("records an amendment beside the grant, in force from its day", async () => {
    const calls = answerCalls({
      ...reads,
      "POST /agreements/ag-1/grants": () => jsonAnswer({ id: "f2" }, 201),
    });
    const rule = {
      id: "f1",
      kind: "grant",
      clause_id: null,
      body: {
        interest: "i1",
        channels: ["print.press"],
        territories: ["DE"],
        purposes: ["any"],
        period: { end: "PERPETUAL", zone: "territory" },
        no_document: "Own photo",
      },
    } as unknown as Fact;
    const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
    renderAt("/", () => <GrantForm agreement={agreement} rule={rule} onClose={() => {}} />);
    const save = await screen.findByRole("button", { name: "Save the correction" });
    await user.click(save);
    expect(calls.every(({ init }) => (init.method ?? "GET") === "GET")).toBe(true);
    await user.click(screen.getByRole("radio", { name: "Something else was agreed" }));
    await user.type(screen.getByRole("textbox", { name: "In force from" }), "1 Jan 2027");
    await user.type(screen.getByRole("textbox", { name: "Reason" }), "By letter");
    const reason = screen.getByRole("textbox", { name: "Why is there no document?" });
    await user.clear(reason);
    await user.type(reason, "By letter");
    await user.click(screen.getByRole("button", { name: "Record the amendment" }));
    await vi.waitFor(() => expect(calls.some(({ init }) => init.method === "POST")).toBe(true));
    const sent = calls.find(({ init }) => init.method === "POST");
    expect(JSON.parse(String(sent?.init.body))).toMatchObject({
      amends: "f1",
      effective_on: "2027-01-01",
      reason: "By letter",
      no_document: "By letter",
    });
  });
});
