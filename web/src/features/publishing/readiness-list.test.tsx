import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
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

describe("the state of a publication", () => {
  it("never reads 'live' once the right has ended by the clock", () => {
    renderPart(<PublicationState publication={{ state: "live", blocked: true }} />);
    expect(screen.queryByText("Live")).toBeNull();
    expect(screen.getByText("Blocked: no right")).toBeTruthy();
  });
});
