/** The state of a thing as a sign and a word. Not a verdict: verdicts have their own badge. */
import { CircleHelp, type LucideIcon } from "lucide-react";
import classes from "./state-chip.module.css";

/** `alarm` is kept for what must not be as it is. */
export type StateTone = "quiet" | "open" | "good" | "warning" | "alarm";

/** How states look, by the server's word. */
export type StateLooks = Readonly<Record<string, readonly [StateTone, LucideIcon]>>;

/** For a state this version has no sign for: it is shown as the server names it. */
export const otherState: readonly [StateTone, LucideIcon] = ["quiet", CircleHelp];

type Props = { tone: StateTone; icon: LucideIcon; children: string };

export function StateChip({ tone, icon: Icon, children }: Props) {
  return (
    <span className={classes.chip} data-tone={tone}>
      <Icon size={13} strokeWidth={2.25} aria-hidden />
      {children}
    </span>
  );
}
