import { describe, expect, it } from "vitest";
import { closer, kept, shifted, transformOf, whole } from "./look";
import { parseSideSearch, readSide, writeSide } from "./side-search";

describe("one look at two pictures", () => {
  it("begins with the whole and cannot leave it", () => {
    expect(transformOf(whole)).toBe("translate(0%, 0%) scale(1)");
    expect(kept({ zoom: 0.2, x: 9, y: -9 })).toEqual(whole);
    expect(shifted(whole, 0.5, 0.5)).toEqual(whole);
  });

  it("keeps what is under the pointer in its place", () => {
    const point = { x: 0.8, y: 0.3 };
    const near = closer(whole, 4, point);
    const seen = (look: typeof whole) => look.x + (point.x - 0.5) / look.zoom;
    expect(seen(near)).toBeCloseTo(seen(whole));
    expect(closer(near, 1 / 4, point)).toEqual(whole);
  });

  it("stops at the edge and at the deepest zoom", () => {
    const deep = closer(whole, 1000);
    expect(deep.zoom).toBe(16);
    const moved = shifted(deep, 1000, 1000);
    expect(moved.x).toBeCloseTo(1 / 32);
    expect(transformOf(moved)).toBe("translate(0%, 0%) scale(16)");
  });
});

describe("the address", () => {
  it("says which version of which asset stands on which side", () => {
    expect(readSide("a.v")).toEqual({ asset: "a", version: "v" });
    expect(readSide("a")).toEqual({ asset: "a" });
    expect(readSide(undefined)).toBeUndefined();
    expect(writeSide({ asset: "a", version: "v" })).toBe("a.v");
    expect(writeSide({ asset: "a" })).toBe("a");
    expect(parseSideSearch({ left: "a", right: 3, mode: "swipe" })).toEqual({
      left: "a",
      right: undefined,
      mode: "swipe",
    });
  });
});
