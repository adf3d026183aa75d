import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { answerCalls, jsonAnswer, renderAt } from "@/test/render";
import { QuestionsPage } from "./questions-page";

const session = (permissions: string[]) => ({
  person: { id: "p1", name: "Jonas", email: "j@placet.test", role: "rights_manager" },
  organization: { id: "o1", name: "House", kind: "house" },
  permissions,
});

const suspected = {
  code: "component.suspected",
  message: "Is this asset really in the others, as is suspected?",
  agreement: null,
  facts: ["f1"],
  assets: 40,
  assets_looked_at: 25,
  assets_freed: 20,
  cells: 1240,
  named: [{ id: "a1", title: "Harbor", thumbnail_url: null, color: null }],
};

function serve(permissions: string[], items: unknown[]) {
  return answerCalls({
    "GET /sessions/current": () => jsonAnswer(session(permissions)),
    "GET /questions": () => jsonAnswer({ items }),
  });
}

describe("the page of open questions", () => {
  it("says how much was looked at, and leads to the asset where no agreement can answer", async () => {
    serve(["view_agreements"], [suspected]);
    renderAt("/questions", () => <QuestionsPage />);
    expect(await screen.findByText("1,240")).toBeTruthy();
    expect(screen.getByText(/25 of 40/)).toBeTruthy();
    const answer = screen.getByRole("link", { name: /Answer in the asset/ });
    expect(answer.getAttribute("href")).toContain("/assets/a1");
    expect(screen.getByText("and 19 more")).toBeTruthy();
  });

  it("is quiet when nothing is open", async () => {
    serve(["view_agreements"], []);
    renderAt("/questions", () => <QuestionsPage />);
    expect(await screen.findByText("Nothing is open")).toBeTruthy();
  });

  it("asks nothing for those who may not see agreements", async () => {
    const calls = serve([], [suspected]);
    renderAt("/questions", () => <QuestionsPage />);
    expect(await screen.findByText("Why can’t I see this?")).toBeTruthy();
    expect(calls.some((call) => call.url.pathname.endsWith("/questions"))).toBe(false);
  });
});
