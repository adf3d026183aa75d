/** The looks of a stretch of a lane. */
export const laneTones = [
  "allowed",
  "duties",
  "partial",
  "conditional",
  "unknown",
  "denied",
  "none",
] as const;
export type LaneTone = (typeof laneTones)[number];
