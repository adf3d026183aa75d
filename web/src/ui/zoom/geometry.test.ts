import { describe, expect, it } from "vitest";
import { factorFor, inside, moved, type Picture, tilesIn, wholeView, zoomed } from "./geometry";

const picture: Picture = { id: "/iiif/3/x", width: 4000, height: 3000, tile: 512, factors: [1, 2, 4, 8] };
const window = { width: 1000, height: 500 };

describe("where a picture lies", () => {
  it("is seen whole at first, in the middle, and never enlarged", () => {
    const view = wholeView(picture, window);
    expect(view.scale).toBeCloseTo(500 / 3000);
    expect(view.x).toBeCloseTo((1000 - 4000 / 6) / 2);
    expect(view.y).toBe(0);
    expect(wholeView({ width: 10, height: 10 }, window)).toEqual({ scale: 1, x: 495, y: 245 });
  });

  it("keeps what is under the pointer in its place", () => {
    const before = zoomed(wholeView(picture, window), 6, { x: 500, y: 250 }, picture, window);
    const point = { x: 420, y: 333 };
    const after = zoomed(before, 2, point, picture, window);
    expect((point.x - after.x) / after.scale).toBeCloseTo((point.x - before.x) / before.scale);
    expect((point.y - after.y) / after.scale).toBeCloseTo((point.y - before.y) / before.scale);
  });

  it("cannot be pushed out of the window, nor zoomed without end", () => {
    const close = zoomed(wholeView(picture, window), 1000, { x: 0, y: 0 }, picture, window);
    expect(close.scale).toBe(8);
    expect(moved(close, 9e9, 9e9, picture, window)).toEqual({ scale: 8, x: 0, y: 0 });
    expect(inside({ scale: 8, x: -9e9, y: -9e9 }, picture, window)).toEqual({
      scale: 8,
      x: 1000 - 32000,
      y: 500 - 24000,
    });
    expect(zoomed(close, 1e-9, { x: 3, y: 3 }, picture, window)).toEqual(wholeView(picture, window));
  });
});

describe("which tiles are seen", () => {
  it("takes the coarsest level that is sharp on this screen", () => {
    expect(factorFor(picture, 1, 1)).toBe(1);
    expect(factorFor(picture, 0.25, 1)).toBe(4);
    expect(factorFor(picture, 0.25, 2)).toBe(2);
    expect(factorFor(picture, 0.01, 1)).toBe(8);
    expect(factorFor(picture, 8, 2)).toBe(1);
  });

  it("covers the window and nothing beyond the picture", () => {
    const view = { scale: 1, x: -3500, y: -2700 };
    const tiles = tilesIn(picture, view, window, 1);
    expect(tiles.map((tile) => tile.key).sort()).toEqual(["1/3072,2560,512,440", "1/3584,2560,416,440"]);
    expect(tiles.every((tile) => tile.left + tile.width <= 4000 && tile.top + tile.height <= 3000)).toBe(
      true,
    );
  });

  it("asks for sizes rounded up, and for the whole by its name", () => {
    const small: Picture = { id: "/i", width: 999, height: 333, tile: 512, factors: [1, 2] };
    expect(
      tilesIn(small, wholeView(small, { width: 400, height: 400 }), { width: 400, height: 400 }, 1),
    ).toMatchObject([{ url: "/i/full/500,167/0/default.webp" }]);
  });
});
