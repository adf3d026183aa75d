/** Channels by places: what was used, and what lies idle. Colour is never the only sign. */
import { Check, CircleDashed, CircleSlash, type LucideIcon, Minus, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BoughtAndUsed, BoughtCount } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { type Mark, markOf, rowsOf, shareOf } from "./bought";
import classes from "./bought.module.css";

const icons: Record<Mark, LucideIcon> = {
  never: CircleDashed,
  some: CircleSlash,
  all: Check,
  beyond: TriangleAlert,
  none: Minus,
};
const marks = ["never", "some", "all", "beyond", "none"] as const;

type Naming = { channel: (key: string) => string; territory: (key: string) => string };

function Cell({ count, channel, place }: { count: BoughtCount; channel: string; place: string }) {
  const { t } = useTranslation("bought");
  const mark = markOf(count);
  const Icon = icons[mark];
  const state = t(`state.${mark}`, {
    bought: formatCount(count.bought),
    used: formatCount(count.used),
    beyond: formatCount(count.beyond),
  });
  const words = t("cell", { channel, place, state });
  return (
    <td data-mark={mark} title={words}>
      <Icon size={14} aria-hidden />
      {mark === "some" && <span aria-hidden>{shareOf(count)}%</span>}
      <span className="visually-hidden">{state}</span>
    </td>
  );
}

export function BoughtMatrix({
  answer,
  onlyNever,
  names,
}: {
  answer: BoughtAndUsed;
  onlyNever: boolean;
  names: Naming;
}) {
  const { t } = useTranslation("bought");
  const rows = rowsOf(answer, onlyNever);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.frame} tabIndex={0} aria-label={t("matrix")}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{t("channel")}</th>
              {answer.places.map((place) => (
                <th key={place.key} scope="col">
                  {names.territory(place.key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, counts }) => (
              <tr key={line.key}>
                <th scope="row">{names.channel(line.key)}</th>
                {answer.places.map((place, at) => (
                  <Cell
                    key={place.key}
                    count={counts[at] ?? { bought: 0, used: 0, beyond: 0 }}
                    channel={names.channel(line.key)}
                    place={names.territory(place.key)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length === 0 && <p className={classes.hint}>{t("allUsed")}</p>}
      <ul className={classes.legend} aria-label={t("legend")}>
        {marks.map((mark) => {
          const Icon = icons[mark];
          return (
            <li key={mark} data-mark={mark}>
              <Icon size={14} aria-hidden />
              {t(`marks.${mark}`)}
            </li>
          );
        })}
      </ul>
    </>
  );
}
