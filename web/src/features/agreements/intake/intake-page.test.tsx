import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { answerCalls, jsonAnswer, renderAt } from "@/test/render";
import { IntakePage } from "./intake-page";

vi.mock("@tanstack/react-router", async (original) => ({
  ...(await original<typeof import("@tanstack/react-router")>()),
  useParams: () => ({ agreementId: "ag1" }),
}));

const who = { id: "p1", name: "Mina" };
const grant = {
  id: "g1",
  kind: "grant",
  clause_id: "c1",
  body: { interest: "i1", period: { end: "UNKNOWN" } },
  summary: "Website in Germany.",
  recorded_at: "2026-11-01T09:00:00Z",
  recorded_by: who,
  change: "recorded",
  readable: true,
};
const clause = (id: string, quote: string) => ({ id, quote, page: 3, recorded_at: "2026-11-01T09:00:00Z" });
const agreement = {
  id: "ag1",
  reference: "LIC-1",
  title: "Winter pictures",
  kind: "licence",
  review: "extracted",
  status: "executed",
  revision: 7,
  clauses: [clause("c1", "Use on the website."), clause("c2", "The parties meet in Graz.")],
  documents: [],
  grants: [grant],
  restrictions: [],
  waivers: [],
  revocations: [],
  engagements: [],
  exclusivities: [],
  duties: [],
  caps: [],
  interests: [],
  assets: [],
};
const question = {
  key: "period.end:grant:c1",
  code: "period.end",
  message: "Until when does it run?",
  facts: ["g1"],
  clause_id: "c1",
  duty: null,
  cells: 1240,
  cell_days: null,
  assets: 3,
  unknown: [],
  answers: [
    { choice: "until", label: "Until this day", asks: "day" },
    { choice: "perpetual", label: "It has no end", asks: null },
  ],
};

function serve(permissions: string[], answered: unknown[] = []) {
  return answerCalls({
    "GET /sessions/current": () =>
      jsonAnswer({
        person: { id: "p1", name: "Mina", email: "m@placet.test", role: "rights_manager" },
        organization: { id: "o1", name: "House", kind: "house" },
        permissions,
      }),
    "GET /agreements/ag1": () => jsonAnswer(agreement),
    "GET /agreements/ag1/findings": () => jsonAnswer({ items: [] }),
    "GET /agreements/ag1/questions": () => jsonAnswer({ items: [question], assets: 3, assets_left_out: 0 }),
    "GET /rights/reference": () => jsonAnswer({}, 500),
    "POST /agreements/ag1/answers": ({ init }) => {
      answered.push(JSON.parse(String(init.body)));
      return jsonAnswer(agreement);
    },
  });
}

beforeEach(() => localStorage.clear());

describe("taking an agreement in", () => {
  it("shows the rules of the chosen clause, and goes from clause to clause by key", async () => {
    serve(["view_agreements", "edit_agreements"]);
    renderAt("/agreements/ag1/intake", () => <IntakePage />);
    const meaning = await screen.findByRole("region", { name: "What it means" });
    expect(within(meaning).getByText("Website in Germany.")).toBeTruthy();
    fireEvent.keyDown(document.body, { key: "ArrowDown" });
    expect(await within(meaning).findByText(/Nothing is read from this clause yet/)).toBeTruthy();
    fireEvent.keyDown(document.body, { key: "ArrowUp" });
    expect(await within(meaning).findByText("Website in Germany.")).toBeTruthy();
    expect(
      screen.getByText("1 clause has no rule. That is right where it grants and forbids nothing."),
    ).toBeTruthy();
  });

  it("tells how much a question leaves unknown, goes there by key, and sends the answer", async () => {
    const answered: unknown[] = [];
    serve(["view_agreements", "edit_agreements"], answered);
    renderAt("/agreements/ag1/intake", () => <IntakePage />);
    expect(await screen.findByText("1,240")).toBeTruthy();
    fireEvent.keyDown(document.body, { key: "q" });
    const button = screen.getByRole("button", { name: /^Answer/ });
    expect(document.activeElement).toBe(button);
    fireEvent.click(button);
    const send = screen.getByRole("button", { name: "Correct the rule" }) as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    fireEvent.click(screen.getByLabelText("Until this day"));
    expect(send.disabled).toBe(true);
    fireEvent.click(screen.getByLabelText("It has no end"));
    fireEvent.click(send);
    await waitFor(() => expect(answered).toEqual([{ question: question.key, choice: "perpetual" }]));
  });

  it("opens the form of a restriction with r", async () => {
    serve(["view_agreements", "edit_agreements"]);
    renderAt("/agreements/ag1/intake", () => <IntakePage />);
    await screen.findByText("Website in Germany.");
    fireEvent.keyDown(document.body, { key: "r" });
    expect(await screen.findByRole("dialog", { name: "Add a restriction" })).toBeTruthy();
  });

  it("offers nothing to those who only read", async () => {
    serve(["view_agreements"]);
    renderAt("/agreements/ag1/intake", () => <IntakePage />);
    expect(await screen.findByText("Ask somebody who may edit agreements to answer it.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Answer/ })).toBeNull();
  });
});
