import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { emptySelection, type Selection, selectedCount } from "@/lib/selection";
import { renderPart } from "@/test/render";
import { type GridItem, PhotoGrid } from "./photo-grid";

const items: GridItem[] = Array.from({ length: 30 }, (_, index) => ({
  id: `asset-${index}`,
  title: `Picture ${index}`,
  width: 1500,
  height: 1000,
  color: "#336699",
  src: `/thumbnail/${index}`,
  largeSrc: null,
  sign: index % 2 === 0 ? "ALLOWED" : "DENIED",
}));

function Grid({ onOpen, seen }: { onOpen: (item: GridItem) => void; seen: (selection: Selection) => void }) {
  const [selection, setSelection] = useState(emptySelection);
  seen(selection);
  return (
    <PhotoGrid
      label="Assets"
      items={items}
      total={30}
      selection={selection}
      onSelectionChange={setSelection}
      onOpen={onOpen}
    />
  );
}

function show() {
  const onOpen = vi.fn();
  let selection = emptySelection;
  renderPart(
    <Grid
      onOpen={onOpen}
      seen={(now) => {
        selection = now;
      }}
    />,
  );
  return { onOpen, count: () => selectedCount(selection, 30), keyboard: userEvent.setup() };
}

const focusedTitle = () => document.activeElement?.textContent ?? "";

describe("the photo grid by keyboard", () => {
  it("is one tab stop, and arrows move within it", async () => {
    const { keyboard } = show();
    await keyboard.tab();
    expect(focusedTitle()).toContain("Picture 0");
    await keyboard.keyboard("{ArrowRight}{ArrowRight}{ArrowLeft}");
    expect(focusedTitle()).toContain("Picture 1");
    expect(document.querySelectorAll("[role=gridcell][tabindex='0']")).toHaveLength(1);
    await keyboard.tab();
    expect(document.activeElement?.getAttribute("role")).not.toBe("gridcell");
  });

  it("goes down by rows, and to the ends with Home and End", async () => {
    const { keyboard } = show();
    await keyboard.tab();
    const first = document.activeElement?.closest("[role=row]")?.getAttribute("aria-rowindex");
    await keyboard.keyboard("{ArrowDown}");
    expect(document.activeElement?.closest("[role=row]")?.getAttribute("aria-rowindex")).toBe(
      String(Number(first) + 1),
    );
    await keyboard.keyboard("{End}");
    expect(focusedTitle()).toContain("Picture 29");
    await keyboard.keyboard("{ArrowRight}{Home}{ArrowLeft}");
    expect(focusedTitle()).toContain("Picture 0");
  });

  it("selects with Space and x, extends with Shift, clears with Escape", async () => {
    const { keyboard, count } = show();
    await keyboard.tab();
    await keyboard.keyboard(" ");
    expect(count()).toBe(1);
    await keyboard.keyboard("{Shift>}{ArrowRight}{ArrowRight}{/Shift}");
    expect(count()).toBe(3);
    expect(screen.getAllByRole("gridcell", { selected: true })).toHaveLength(3);
    await keyboard.keyboard("x");
    expect(count()).toBe(2);
    await keyboard.keyboard("{Escape}");
    expect(count()).toBe(0);
  });

  it("takes all with Ctrl A, also what is not loaded", async () => {
    const { keyboard, count } = show();
    await keyboard.tab();
    await keyboard.keyboard("{Control>}a{/Control}");
    expect(count()).toBe(30);
  });

  it("opens with Enter", async () => {
    const { keyboard, onOpen } = show();
    await keyboard.tab();
    await keyboard.keyboard("{ArrowRight}{Enter}");
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(items[1]);
  });
});

describe("the photo grid by pointer", () => {
  it("opens on a click and selects with Ctrl", async () => {
    const { keyboard, onOpen, count } = show();
    const [first, second] = screen.getAllByRole("gridcell") as [HTMLElement, HTMLElement];
    await keyboard.click(first);
    expect(onOpen).toHaveBeenCalledOnce();
    await keyboard.keyboard("{Control>}");
    await keyboard.click(second);
    await keyboard.keyboard("{/Control}");
    expect(count()).toBe(1);
    expect(onOpen).toHaveBeenCalledOnce();
  });
});

describe("a cell", () => {
  it("is named by its verdict and its title, which stand in it", () => {
    show();
    expect(screen.getByRole("gridcell", { name: /^Cleared\s*Picture 0$/ })).toBeTruthy();
    expect(screen.getByRole("gridcell", { name: /^Do not use\s*Picture 1$/ })).toBeTruthy();
  });
});
