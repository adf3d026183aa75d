/** How far an import is, as a part of 100. Pure. */
import type { Import } from "@/api/types";

/** Records are counted by bytes of their file, because nobody knows their number before its end. */
export function partDone(
  one: Pick<Import, "kind" | "total" | "waiting" | "bytes_done" | "bytes_total">,
): number {
  const isByBytes = one.kind === "records" && one.bytes_done < one.bytes_total;
  const [done, all] = isByBytes ? [one.bytes_done, one.bytes_total] : [one.total - one.waiting, one.total];
  return all === 0 ? 0 : (100 * done) / all;
}
