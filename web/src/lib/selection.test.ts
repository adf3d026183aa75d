import { describe, expect, it } from "vitest";
import {
  allSelected,
  emptySelection,
  isSelected,
  selectedCount,
  selectRange,
  toggleSelected,
} from "@/lib/selection";

const ids = ["a", "b", "c", "d", "e"];

describe("a selection", () => {
  it("of all but one counts what is not loaded too", () => {
    const selection = toggleSelected(allSelected, "b");
    expect(selectedCount(selection, 100_000)).toBe(99_999);
    expect(isSelected(selection, "b")).toBe(false);
    expect(isSelected(selection, "never loaded")).toBe(true);
    expect(selectedCount(toggleSelected(selection, "b"), 100_000)).toBe(100_000);
  });

  it("of a range includes both ends, in either direction", () => {
    expect([...selectRange(emptySelection, ids, "d", "b").include].sort()).toEqual(["b", "c", "d"]);
  });

  it("of a range whose start is gone takes the end alone", () => {
    expect([...selectRange(emptySelection, ids, "gone", "c").include]).toEqual(["c"]);
  });

  it("is not changed in place", () => {
    toggleSelected(emptySelection, "a");
    expect(selectedCount(emptySelection, 5)).toBe(0);
  });
});
