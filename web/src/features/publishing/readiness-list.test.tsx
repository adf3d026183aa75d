import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { renderPart } from "@/test/render";
import { PublicationState } from "./publication-state";
import { ReadinessList } from "./readiness-list";

describe("what is missing before publishing", () => {
  it("is counted and listed in full, each with what would help", () => {
    renderPart(
      <ReadinessList
        readiness={{
          sentence: "No.",
          verdict: undefined,
          missing: [
            { code: "publication.not_approved", message: "Nobody approved these bytes." },
            { code: "grant.territory", message: "Nothing grants Switzerland." },
          ],
        }}
      />,
    );
    expect(screen.getByRole("alert").textContent).toContain("2 things");
    expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual([
      "Nobody approved these bytes.Ask for approval of this version for this use.",
      "Nothing grants Switzerland.The rights have to change, or the use has to.",
    ]);
    expect(screen.queryByRole("button")).toBeNull();
  });
});

describe("a missing approval", () => {
  it("can be asked for at once, and only where somebody may", async () => {
    const ask = vi.fn();
    const missing = [{ code: "publication.not_approved", message: "Nobody approved these bytes." }];
    renderPart(
      <ReadinessList readiness={{ sentence: "No.", verdict: undefined, missing }} onAskApproval={ask} />,
    );
    await userEvent.click(screen.getByRole("button", { name: "Ask for this approval" }));
    expect(ask).toHaveBeenCalledOnce();
  });
});

describe("the state of a publication", () => {
  it("never reads 'live' once the right has ended by the clock", () => {
    renderPart(<PublicationState publication={{ state: "live", blocked: true }} />);
    expect(screen.queryByText("Live")).toBeNull();
    expect(screen.getByText("Blocked: no right")).toBeTruthy();
  });
});
