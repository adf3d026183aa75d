/** A verdict as one sign and one word. Colour is never the only sign. */
import { useTranslation } from "react-i18next";
import classes from "./verdict.module.css";
import { lookOf, type Sign } from "./words";

type Props = {
  /** `signOf(headline)` for what the server said. */
  sign: Sign;
  size?: "small" | "large";
  /** Replaces the word, e.g. 'Cleared until 14 Jan'. The server must have said so. */
  children?: string;
};

export function VerdictBadge({ sign, size = "small", children }: Props) {
  const { t } = useTranslation("ui");
  const look = lookOf(sign);
  const Icon = look.icon;
  return (
    <span className={classes.badge} data-tone={look.tone} data-size={size} title={t(look.meaning)}>
      <Icon size={size === "large" ? 16 : 13} strokeWidth={2.25} aria-hidden />
      <span>{children ?? t(look.word)}</span>
    </span>
  );
}
