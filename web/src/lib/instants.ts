/** Instants that come while the page is open. */
import { useEffect, useState } from "react";

/** The longest a browser's timer can wait. */
const longest = 2_147_000_000;

/** Whether the instant has passed; renders again when it does. Null never passes. */
export function useHasPassed(instant: string | null | undefined): boolean {
  const [, tick] = useState(0);
  const at = instant == null ? Number.POSITIVE_INFINITY : Date.parse(instant);
  useEffect(() => {
    const wait = at - Date.now();
    if (!Number.isFinite(wait) || wait <= 0) return;
    const timer = setTimeout(() => tick((count) => count + 1), Math.min(wait + 20, longest));
    return () => clearTimeout(timer);
  }, [at]);
  return at <= Date.now();
}
