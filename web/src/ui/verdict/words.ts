/** How a headline looks: its tone (colours and pattern), sign and words. Used wherever a verdict is drawn. */
import {
  CircleCheck,
  CircleDashed,
  CircleDotDashed,
  CircleEllipsis,
  CircleHelp,
  CircleSlash,
  Contrast,
  Hourglass,
  ListChecks,
  type LucideIcon,
} from "lucide-react";
import type { Headline } from "@/api/types";

export type Tone = "cleared" | "conditions" | "partly" | "blocked" | "no-grant" | "unknown" | "open";

/** What can be drawn: the server's headlines, a cell without any grant, 'no use asked yet' and 'being asked'. */
export type Sign = Headline | "NO_GRANT" | "NO_USE" | "CHECKING";

export type VerdictLook = {
  tone: Tone;
  icon: LucideIcon;
  /** Key of the short word in the `ui` texts, e.g. `verdict.ALLOWED.short`. */
  word: `verdict.${Sign}.short`;
  /** Key of the sentence that says what the word means. */
  meaning: `verdict.${Sign}.meaning`;
};

const tones: Record<Sign, [Tone, LucideIcon]> = {
  ALLOWED: ["cleared", CircleCheck],
  ALLOWED_WITH_DUTIES: ["cleared", ListChecks],
  PARTIAL: ["partly", Contrast],
  CONDITIONAL: ["conditions", Hourglass],
  UNKNOWN: ["unknown", CircleHelp],
  DENIED: ["blocked", CircleSlash],
  NO_GRANT: ["no-grant", CircleDashed],
  NO_USE: ["open", CircleDotDashed],
  CHECKING: ["open", CircleEllipsis],
};

/** In the order of the counts above a list: what can be used first. */
export const headlines: readonly Headline[] = [
  "ALLOWED",
  "ALLOWED_WITH_DUTIES",
  "PARTIAL",
  "CONDITIONAL",
  "UNKNOWN",
  "DENIED",
];

/** A headline this version does not know is drawn as 'Not known', never as something better. */
export function signOf(headline: string | null | undefined): Sign {
  if (headline === null) return "NO_USE";
  if (headline !== undefined && headline in tones) return headline as Sign;
  return "UNKNOWN";
}

export function lookOf(sign: Sign): VerdictLook {
  const [tone, icon] = tones[sign];
  return { tone, icon, word: `verdict.${sign}.short`, meaning: `verdict.${sign}.meaning` };
}
