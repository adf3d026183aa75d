import { fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { answerCalls, jsonAnswer, renderAt } from "@/test/render";
import { navigation, sections } from "../navigation";
import { Rail } from "./rail";

function signedIn(permissions: string[]) {
  answerCalls({
    "GET /sessions/current": () =>
      jsonAnswer({
        person: { id: "p1", name: "Mina", email: "m@placet.test", role: "rights_manager" },
        organization: { id: "o1", name: "House", kind: "house" },
        permissions,
      }),
  });
}

beforeEach(() => localStorage.clear());

describe("the rail", () => {
  it("gives every entry a section and a shortcut of its own", () => {
    expect(new Set(navigation.map((entry) => entry.keys)).size).toBe(navigation.length);
    expect(new Set(navigation.map((entry) => entry.section))).toEqual(new Set(sections));
    // The rail shows the sections one after the other, so the list does too.
    const order = navigation.map((entry) => sections.indexOf(entry.section));
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });

  it("shows only sections with pages for this person, and remembers what was folded", async () => {
    signedIn(["view_assets", "view_agreements"]);
    const first = renderAt("/library", () => <Rail />);
    const rights = await screen.findByRole("button", { name: "Rights" });
    expect(screen.queryByRole("button", { name: "Administration" })).toBeNull();
    expect(rights.getAttribute("aria-expanded")).toBe("true");
    fireEvent.click(rights);
    expect(rights.getAttribute("aria-expanded")).toBe("false");
    first.unmount();
    renderAt("/dates", () => <Rail />);
    const again = await screen.findByRole("region", { name: "Rights" });
    expect(within(again).getByRole("button").getAttribute("aria-expanded")).toBe("false");
    const here = within(again).getByRole("link", { name: "Dates", hidden: true }).closest("li");
    expect(here?.getAttribute("data-here")).toBe("true");
  });
});
