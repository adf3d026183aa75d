import { describe, expect, it } from "vitest";
import { clampRatio, justify, neighborInRow, rowAt, rowOf } from "./justify";
import { windowOf } from "./row-window";

const options = { width: 1200, rowHeight: 220, gap: 6 };

/** The same pictures on every run, shapes between banner and panorama. */
function ratios(count: number): Float32Array {
  let seed = 7;
  return Float32Array.from({ length: count }, () => {
    seed = (seed * 16807) % 2147483647;
    return 0.5 + (seed / 2147483647) * 2.5;
  });
}

describe("the justified rows", () => {
  it("are full to the pixel, but for the last one", () => {
    const layout = justify(ratios(500), options);
    for (let row = 0; row < layout.rowCount - 1; row += 1) {
      const last = (layout.rowStart[row + 1] as number) - 1;
      const right = (layout.left[last] as number) + (layout.width[last] as number);
      expect(Math.abs(right - options.width)).toBeLessThan(0.1);
    }
  });

  it("keep near the wanted height", () => {
    const layout = justify(ratios(500), options);
    for (let row = 0; row < layout.rowCount - 1; row += 1) {
      expect(layout.rowHeight[row]).toBeGreaterThan(options.rowHeight * 0.6);
      expect(layout.rowHeight[row]).toBeLessThan(options.rowHeight * 1.6);
    }
  });

  it("hold every picture once, in order, in its shape", () => {
    const shapes = ratios(200);
    const layout = justify(shapes, options);
    expect(layout.rowStart[0]).toBe(0);
    expect(layout.rowStart[layout.rowCount]).toBe(200);
    for (let i = 0; i < 200; i += 1) {
      const height = layout.rowHeight[rowOf(layout, i)] as number;
      expect((layout.width[i] as number) / height).toBeCloseTo(shapes[i] as number, 3);
    }
  });

  it("do not blow two pictures up to fill the screen", () => {
    const layout = justify([1, 1], options);
    expect(layout.rowCount).toBe(1);
    expect(layout.rowHeight[0]).toBe(220);
  });

  it("do not move what is there when more pictures are added", () => {
    const shapes = ratios(300);
    const some = justify(shapes.slice(0, 200), options);
    const more = justify(shapes, options);
    for (let row = 0; row < some.rowCount - 1; row += 1) {
      expect(more.rowTop[row]).toBe(some.rowTop[row]);
      expect(more.rowStart[row]).toBe(some.rowStart[row]);
    }
  });

  it("are none for no pictures", () => {
    const layout = justify([], options);
    expect(layout.rowCount).toBe(0);
    expect(layout.height).toBe(0);
    expect(windowOf(layout, 0, 800, 4)).toEqual({ first: 0, last: -1 });
  });

  it("are laid out in one pass: 100,000 pictures in well under a tenth of a second", () => {
    const shapes = ratios(100_000);
    // The best of a few: other work on the machine is not what is measured.
    const times = Array.from({ length: 8 }, () => {
      const start = performance.now();
      expect(justify(shapes, options).rowStart.at(-1)).toBe(100_000);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});

describe("finding a row", () => {
  const layout = justify(ratios(500), options);

  it("by a place on the page agrees with walking down", () => {
    for (const y of [0, 1, 219, 226, 5000, layout.height - 1, layout.height + 900]) {
      let walked = 0;
      while (walked + 1 < layout.rowCount && (layout.rowTop[walked + 1] as number) <= y) walked += 1;
      expect(rowAt(layout, y)).toBe(walked);
    }
  });

  it("mounts the rows in sight and a few around them", () => {
    const near = windowOf(layout, 3000, 800, 2);
    expect(near.first).toBe(rowAt(layout, 3000) - 2);
    expect(near.last).toBe(rowAt(layout, 3800) + 2);
    expect(near.last - near.first).toBeLessThan(12);
  });

  it("goes down and up to the nearest picture, and stays at the ends", () => {
    const below = neighborInRow(layout, 2, 1);
    expect(rowOf(layout, below)).toBe(rowOf(layout, 2) + 1);
    expect(neighborInRow(layout, 2, -1)).toBe(2);
    expect(neighborInRow(layout, 499, 1)).toBe(499);
  });
});

describe("the shape of a picture", () => {
  it("is cut at the extremes, and usual where it is not known", () => {
    expect(clampRatio(10_000, 100)).toBe(3);
    expect(clampRatio(100, 10_000)).toBe(0.5);
    expect(clampRatio(null, 800)).toBe(1.5);
    expect(clampRatio(800, 0)).toBe(1.5);
  });
});
