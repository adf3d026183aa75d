/** An instant as how far it is away, with the date and time itself on hover and for machines. */
import { countdown, urgency } from "@/lib/countdown";
import { formatInstant } from "@/lib/dates";
import { useNow } from "@/lib/now";
import classes from "./moment.module.css";

type Props = {
  at: string;
  /** Draws what is due within a week in amber: for ends, not for beginnings. */
  ends?: boolean;
};

export function Moment({ at, ends = false }: Props) {
  const now = useNow();
  return (
    <time
      dateTime={at}
      title={formatInstant(at)}
      className={classes.moment}
      data-urgency={ends ? urgency(at, now) : undefined}
    >
      {countdown(at, now)}
    </time>
  );
}
