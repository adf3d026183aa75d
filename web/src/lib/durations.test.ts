/** Lengths in words. */
import { expect, test } from "vitest";
import { formatDuration } from "./durations";

test("a length has hours only when it needs them", () => {
  expect(formatDuration(4_000)).toBe("0:04");
  expect(formatDuration(61_499)).toBe("1:01");
  expect(formatDuration(5_400_000)).toBe("1:30:00");
  expect(formatDuration(-1)).toBe("0:00");
});
