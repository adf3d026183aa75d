/** The state of a thing as a sign and a word. Not a verdict: verdicts have their own badge. */
import type { LucideIcon } from "lucide-react";
import classes from "./state-chip.module.css";

/** `alarm` is kept for what must not be as it is. */
export type StateTone = "quiet" | "open" | "good" | "warning" | "alarm";

type Props = { tone: StateTone; icon: LucideIcon; children: string };

export function StateChip({ tone, icon: Icon, children }: Props) {
  return (
    <span className={classes.chip} data-tone={tone}>
      <Icon size={13} strokeWidth={2.25} aria-hidden />
      {children}
    </span>
  );
}
