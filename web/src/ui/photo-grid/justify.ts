/**
 * Lays pictures out in full rows of about one height, keeping their shapes. One pass over the ratios;
 * numbers in typed arrays, so that 100,000 pictures take about a millisecond.
 */

export type GridLayout = {
  /** First picture of each row, and one more entry: the number of pictures. */
  rowStart: Uint32Array;
  /** Top of each row in px, and one more entry: the height of all. */
  rowTop: Float64Array;
  rowHeight: Float32Array;
  /** Left edge and width of each picture in px. */
  left: Float32Array;
  width: Float32Array;
  rowCount: number;
  height: number;
};

type Options = { width: number; rowHeight: number; gap: number };

/** Extremes are shown cropped: a panorama must not flatten its row, nor a banner become a thread. */
export const minRatio = 0.5;
export const maxRatio = 3;

export function clampRatio(width: number | null | undefined, height: number | null | undefined): number {
  if (width == null || height == null || width <= 0 || height <= 0) return 1.5;
  return Math.min(maxRatio, Math.max(minRatio, width / height));
}

export function justify(ratios: ArrayLike<number>, { width, rowHeight, gap }: Options): GridLayout {
  const count = ratios.length;
  const left = new Float32Array(count);
  const widths = new Float32Array(count);
  const starts: number[] = [];
  const heights: number[] = [];
  let start = 0;
  let sum = 0;
  const close = (end: number, full: boolean) => {
    const pictures = end - start;
    const room = Math.max(1, width - gap * (pictures - 1));
    // The last row keeps the usual height unless it is full, so that two pictures do not fill the screen.
    const height = full ? room / sum : Math.min(rowHeight, room / sum);
    let x = 0;
    for (let i = start; i < end; i += 1) {
      const w = (ratios[i] as number) * height;
      left[i] = x;
      widths[i] = w;
      x += w + gap;
    }
    starts.push(start);
    heights.push(height);
    start = end;
    sum = 0;
  };
  for (let i = 0; i < count; i += 1) {
    const ratio = ratios[i] as number;
    const pictures = i - start;
    if (pictures > 0) {
      const before = (width - gap * (pictures - 1)) / sum;
      const after = (width - gap * pictures) / (sum + ratio);
      // Closes the row where its height comes nearest to the wanted one.
      if (after < rowHeight && before - rowHeight <= rowHeight - after) close(i, true);
    }
    sum += ratio;
    if ((width - gap * (i - start)) / sum <= rowHeight) close(i + 1, true);
  }
  if (start < count) close(count, false);
  return withTops(starts, heights, count, left, widths, gap);
}

function withTops(
  starts: number[],
  heights: number[],
  count: number,
  left: Float32Array,
  width: Float32Array,
  gap: number,
): GridLayout {
  const rowCount = starts.length;
  const rowStart = new Uint32Array(rowCount + 1);
  const rowTop = new Float64Array(rowCount + 1);
  let top = 0;
  for (let row = 0; row < rowCount; row += 1) {
    rowStart[row] = starts[row] as number;
    rowTop[row] = top;
    top += (heights[row] as number) + gap;
  }
  rowStart[rowCount] = count;
  const height = Math.max(0, top - gap);
  rowTop[rowCount] = height;
  return { rowStart, rowTop, rowHeight: Float32Array.from(heights), left, width, rowCount, height };
}

/** The last row whose top is at or above `y`; 0 when there is none. */
export function rowAt(layout: GridLayout, y: number): number {
  let low = 0;
  let high = layout.rowCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((layout.rowTop[middle] as number) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

export function rowOf(layout: GridLayout, index: number): number {
  let low = 0;
  let high = layout.rowCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((layout.rowStart[middle] as number) <= index) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The picture of the row above or below that lies nearest to the middle of this one. */
export function neighborInRow(layout: GridLayout, index: number, step: 1 | -1): number {
  const row = rowOf(layout, index) + step;
  if (row < 0 || row >= layout.rowCount) return index;
  const middle = (layout.left[index] as number) + (layout.width[index] as number) / 2;
  let best = layout.rowStart[row] as number;
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = best; i < (layout.rowStart[row + 1] as number); i += 1) {
    const distance = Math.abs((layout.left[i] as number) + (layout.width[i] as number) / 2 - middle);
    if (distance < nearest) {
      nearest = distance;
      best = i;
    }
  }
  return best;
}
