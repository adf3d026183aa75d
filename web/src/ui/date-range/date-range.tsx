/** Chooses a first and a last day: windows people plan in, a calendar, and fields to type into. */
import { DatePicker } from "@mantine/dates";
import "@mantine/dates/styles.layer.css";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { civilDay } from "@/lib/dates";
import calendar from "@/ui/day-field/calendar.module.css";
import { DayField } from "@/ui/day-field/day-field";
import classes from "./date-range.module.css";
import { dateWindows } from "./presets";

type Props = {
  from: string | undefined;
  until: string | undefined;
  onChange: (from: string | undefined, until: string | undefined) => void;
};

export default function DateRange({ from, until, onChange }: Props) {
  const { t } = useTranslation("ui");
  const [draft, setDraft] = useState<[string | null, string | null]>([from ?? null, until ?? null]);
  useEffect(() => setDraft([from ?? null, until ?? null]), [from, until]);
  const change = ([start, end]: [string | null, string | null]) => {
    setDraft([start, end]);
    if (start !== null && end !== null) onChange(start, end);
    if (start === null && end === null) onChange(undefined, undefined);
  };
  const typed = (index: 0 | 1) => (text: string) => {
    const day = text === "" ? null : text;
    const next: [string | null, string | null] = index === 0 ? [day, draft[1]] : [draft[0], day];
    if (next[0] !== null && next[1] !== null && next[0] > next[1]) next[index === 0 ? 1 : 0] = day;
    change(next);
  };
  return (
    <div className={classes.range}>
      <ul className={classes.presets}>
        {dateWindows(civilDay(new Date())).map(({ name, window }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={window.from === from && window.until === until}
              onClick={() => onChange(window.from, window.until)}
            >
              {t(`dates.${name}`)}
            </button>
          </li>
        ))}
      </ul>
      <div>
        <div className={classes.fields}>
          <DayField
            size="xs"
            calendar={false}
            label={t("dates.from")}
            value={draft[0] ?? ""}
            onChange={typed(0)}
          />
          <DayField
            size="xs"
            calendar={false}
            label={t("dates.until")}
            value={draft[1] ?? ""}
            onChange={typed(1)}
          />
        </div>
        <DatePicker
          type="range"
          allowSingleDateInRange
          firstDayOfWeek={1}
          classNames={{ day: calendar.day }}
          defaultDate={draft[0] ?? undefined}
          value={draft}
          onChange={(next) => change(next)}
          ariaLabels={{ previousMonth: t("dates.previousMonth"), nextMonth: t("dates.followingMonth") }}
        />
      </div>
    </div>
  );
}
