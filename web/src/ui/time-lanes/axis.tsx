/** The months above or behind lanes, and the line of today. For the eye alone: lanes say their days in words. */
import { positionOf, ticksOf, type Window } from "./geometry";
import classes from "./time-lanes.module.css";

type Props = { window: Window; today?: string; most?: number; labels?: boolean };

const percent = (fraction: number) => `${(fraction * 100).toFixed(3)}%`;

export function Axis({ window, today, most = 12, labels = true }: Props) {
  const ticks = ticksOf(window, most);
  const showsToday = today !== undefined && today >= window.from && today <= window.until;
  return (
    <div className={classes.axis} data-labels={labels} aria-hidden>
      {ticks.map((tick) => (
        <span
          key={tick.day}
          className={classes.tick}
          data-year={tick.isYear}
          style={{ left: percent(tick.at) }}
        >
          {labels && tick.at < (most < 6 ? 0.88 : 0.97) && <span>{tick.label}</span>}
        </span>
      ))}
      {showsToday && <span className={classes.today} style={{ left: percent(positionOf(today, window)) }} />}
    </div>
  );
}
