/**
 * Where a large picture lies in its window and which of its tiles are seen. Pure: no element, no network.
 * `scale` is window pixels to one picture pixel; `x` and `y` are where the picture's corner lies in the window.
 */

/** What `info.json` says of a picture, as far as the viewer needs it. */
export type Picture = {
  id: string;
  width: number;
  height: number;
  tile: number;
  factors: number[];
};

export type Area = { width: number; height: number };
export type View = { scale: number; x: number; y: number };

/** A tile: where it lies in the picture, in picture pixels, and its address. */
export type Tile = { key: string; url: string; left: number; top: number; width: number; height: number };

/** One picture pixel is at most this many window pixels. */
const deepest = 8;

/** The whole picture, in the middle, never larger than it is. */
export function wholeView(picture: Area, window: Area): View {
  const scale = Math.min(window.width / picture.width, window.height / picture.height, 1);
  return inside({ scale, x: 0, y: 0 }, picture, window);
}

/** Keeps the picture in reach: centered where it is smaller than the window, else without a gap at its edges. */
export function inside(view: View, picture: Area, window: Area): View {
  const along = (at: number, length: number, room: number) =>
    length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, at));
  return {
    scale: view.scale,
    x: along(view.x, picture.width * view.scale, window.width),
    y: along(view.y, picture.height * view.scale, window.height),
  };
}

/** Closer or farther by `factor`; what is under the point stays there. */
export function zoomed(
  view: View,
  factor: number,
  point: { x: number; y: number },
  picture: Area,
  window: Area,
): View {
  const least = wholeView(picture, window).scale;
  const scale = Math.min(Math.max(view.scale * factor, least), Math.max(deepest, least));
  const by = scale / view.scale;
  const moved = { scale, x: point.x - (point.x - view.x) * by, y: point.y - (point.y - view.y) * by };
  return inside(moved, picture, window);
}

export function moved(view: View, dx: number, dy: number, picture: Area, window: Area): View {
  return inside({ ...view, x: view.x + dx, y: view.y + dy }, picture, window);
}

/** The coarsest level that still has a pixel for each pixel of the screen. */
export function factorFor(picture: Picture, scale: number, density: number): number {
  const enough = picture.factors.filter((factor) => factor * scale * density <= 1.25);
  return enough.length === 0 ? 1 : Math.max(...enough);
}

/** The tiles of one level that lie in the window, the middle first. */
export function tilesIn(picture: Picture, view: View, window: Area, density: number): Tile[] {
  const factor = factorFor(picture, view.scale, density);
  const span = picture.tile * factor;
  const range = (at: number, room: number, length: number) => {
    const first = Math.max(0, Math.floor(-at / view.scale / span));
    const last = Math.min(Math.ceil(length / span), Math.ceil((room - at) / view.scale / span));
    return Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  };
  const middle = {
    x: (window.width / 2 - view.x) / view.scale,
    y: (window.height / 2 - view.y) / view.scale,
  };
  const distance = (tile: Tile) =>
    Math.hypot(tile.left + tile.width / 2 - middle.x, tile.top + tile.height / 2 - middle.y);
  const tiles = range(view.y, window.height, picture.height).flatMap((row) =>
    range(view.x, window.width, picture.width).map((column) =>
      tileAt(picture, factor, column * span, row * span),
    ),
  );
  return tiles.sort((one, other) => distance(one) - distance(other));
}

function tileAt(picture: Picture, factor: number, left: number, top: number): Tile {
  const span = picture.tile * factor;
  const width = Math.min(span, picture.width - left);
  const height = Math.min(span, picture.height - top);
  const size = `${Math.ceil(width / factor)},${Math.ceil(height / factor)}`;
  const region = `${left},${top},${width},${height}`;
  const whole = width === picture.width && height === picture.height;
  return {
    key: `${factor}/${region}`,
    url: `${picture.id}/${whole ? "full" : region}/${size}/0/default.webp`,
    left,
    top,
    width,
    height,
  };
}
