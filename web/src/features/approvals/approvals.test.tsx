import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import type { Approval, Headline } from "@/api/types";
import { answerCalls, jsonAnswer, renderPart } from "@/test/render";
import { DecisionBar } from "./decision-bar";
import { useDecide } from "./queries";

function approval(headline: Headline, change: Partial<Approval> = {}): Approval {
  return {
    id: "1",
    asset: { id: "a", title: "Harbour", thumbnail_url: null, color: null },
    is_current_version: true,
    version_number: 1,
    use: { channels: ["print"], territories: ["DE"], start: "2026-12-01", end: "2026-12-31" },
    state: "open",
    verdict: { headline, sentence: "In words.", verdict_id: null, stable_until: null },
    requested_by: { id: "p2", name: "Mina" },
    decisions: [],
    comments: [],
    can_decide: true,
    cannot_decide_because: null,
    ...change,
  } as Approval;
}

// Fields that grow with their text listen to the fonts, which the test's document does not have.
beforeAll(() => {
  const fonts = { addEventListener: () => {}, removeEventListener: () => {} };
  Object.defineProperty(document, "fonts", { value: fonts, configurable: true });
});

function Bar({ of }: { of: Approval }) {
  return <DecisionBar approval={of} decide={useDecide(of.id)} />;
}

const session = { person: { id: "p1" }, permissions: [] };

function show(of: Approval, decision: () => Response = () => jsonAnswer(of)) {
  const calls = answerCalls({
    "GET /sessions/current": () => jsonAnswer(session),
    "POST /approvals/1/decisions": decision,
    "POST /approvals/1/withdrawals": () => jsonAnswer(of),
  });
  renderPart(<Bar of={of} />);
  return () =>
    calls.filter(({ init }) => init.method === "POST").map(({ init }) => JSON.parse(String(init.body)));
}

describe("the keys of a decision", () => {
  it("approve with A what is cleared", async () => {
    const sent = show(approval("ALLOWED"));
    await userEvent.keyboard("a");
    await waitFor(() => expect(sent()).toEqual([{ outcome: "approve" }]));
  });

  it("send nothing with A while the rights do not clear it, and the bar says why", async () => {
    const sent = show(approval("CONDITIONAL"));
    await userEvent.keyboard("a");
    await userEvent.click(screen.getByRole("button", { name: /approve/i }));
    expect(sent()).toEqual([]);
    expect(screen.getByText(/the rights do not clear the use/i)).toBeTruthy();
    expect(screen.getByRole("button", { name: /approve/i }).getAttribute("aria-disabled")).toBe("true");
  });

  it("ask with C for words first, and send them", async () => {
    const sent = show(approval("DENIED"));
    await userEvent.keyboard("c");
    const note = await screen.findByLabelText(/what should change/i);
    await userEvent.click(screen.getByRole("button", { name: "Ask for changes" }));
    expect(sent()).toEqual([]);
    await userEvent.type(note, "Crop the logo.");
    await userEvent.click(screen.getByRole("button", { name: "Ask for changes" }));
    await waitFor(() => expect(sent()).toEqual([{ outcome: "changes", note: "Crop the logo." }]));
  });

  it("do nothing for the person who asked, in the server's words", async () => {
    const own = approval("ALLOWED", {
      can_decide: false,
      cannot_decide_because: "Somebody else has to decide.",
    });
    const sent = show(own);
    await userEvent.keyboard("acd");
    expect(sent()).toEqual([]);
    expect(screen.getByText("Somebody else has to decide.")).toBeTruthy();
  });
});

describe("a refusal by the server", () => {
  it("stays on the screen as a sentence", async () => {
    const refusal = {
      type: "about:blank",
      title: "No",
      status: 409,
      code: "rights.not_cleared",
      detail: "The rights do not allow this.",
      verdict: { id: "v", headline: "DENIED", sentence: "Not for Austria.", reasons: [] },
    };
    show(approval("ALLOWED"), () => jsonAnswer(refusal, 409));
    await userEvent.click(screen.getByRole("button", { name: /approve/i }));
    expect((await screen.findByRole("alert")).textContent).toContain("The rights do not allow this.");
  });
});
