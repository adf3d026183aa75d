/** Which asset of a group is kept unless somebody says otherwise. Pure. */
import type { Duplicate } from "@/api/types";

const pixels = (one: Duplicate) => (one.width ?? 0) * (one.height ?? 0);

/** The one with most pixels; of equals the oldest, which stands first. */
export function bestOf(assets: readonly Duplicate[]): string {
  const [first, ...rest] = assets;
  if (first === undefined) return "";
  return rest.reduce((best, one) => (pixels(one) > pixels(best) ? one : best), first).asset.id;
}
