/**
 * Where one looks in two pictures at once. Both lie in panes of the same shape, so one look holds for both, however many
 * pixels each has: `zoom` 1 is the whole picture, `x` and `y` are the middle of what is seen, from 0 to 1. Pure.
 */
export type Look = { zoom: number; x: number; y: number };

export const whole: Look = { zoom: 1, x: 0.5, y: 0.5 };
const deepest = 16;

/** Keeps the pane full: at the edge of the pictures the look stops. */
export function kept(look: Look): Look {
  const zoom = Math.min(deepest, Math.max(1, look.zoom));
  const edge = 0.5 / zoom;
  const within = (at: number) => Math.min(1 - edge, Math.max(edge, at));
  return { zoom, x: within(look.x), y: within(look.y) };
}

/** Closer or farther; what is under the point of the pane, each from 0 to 1, stays there. */
export function closer(look: Look, by: number, point = { x: 0.5, y: 0.5 }): Look {
  const zoom = Math.min(deepest, Math.max(1, look.zoom * by));
  const under = (at: number, middle: number) => middle + (at - 0.5) / look.zoom;
  return kept({
    zoom,
    x: under(point.x, look.x) - (point.x - 0.5) / zoom,
    y: under(point.y, look.y) - (point.y - 0.5) / zoom,
  });
}

/** Moved by parts of the pane. */
export function shifted(look: Look, dx: number, dy: number): Look {
  return kept({ ...look, x: look.x - dx / look.zoom, y: look.y - dy / look.zoom });
}

/** The same as a transform of the picture in its pane. */
export function transformOf({ zoom, x, y }: Look): string {
  return `translate(${(0.5 - x * zoom) * 100}%, ${(0.5 - y * zoom) * 100}%) scale(${zoom})`;
}
