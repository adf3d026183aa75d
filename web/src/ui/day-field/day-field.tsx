/**
 * A field for one day, typed or chosen in a calendar, always shown as '1 Dec 2026': a browser's own date field shows
 * 03/04/2027 to some and means another day by it than others read.
 * Its value is 'YYYY-MM-DD', or '' when nothing is there or what is there is no day.
 */
import { ActionIcon, Popover, TextInput, type TextInputProps } from "@mantine/core";
import { CalendarDays } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDay } from "@/lib/dates";
import { typedDay } from "@/lib/typed-day";

const Calendar = lazy(() => import("./calendar"));

type Props = Pick<
  TextInputProps,
  "label" | "description" | "error" | "aria-label" | "className" | "w" | "size"
> & {
  value: string;
  onChange: (day: string) => void;
  /** The first day that can be chosen in the calendar. */
  min?: string;
  /** False where a calendar stands beside it anyway. */
  calendar?: boolean;
};

function wordsOf(day: string): string {
  return day === "" ? "" : formatDay(day);
}

export function DayField({ value, onChange, min, calendar = true, error, ...input }: Props) {
  const { t } = useTranslation("ui");
  const [text, setText] = useState(() => wordsOf(value));
  const [left, setLeft] = useState(false);
  const [opened, setOpened] = useState(false);
  // Changed from elsewhere: what was typed is over.
  useEffect(() => {
    setText((now) => ((typedDay(now) ?? "") === value ? now : wordsOf(value)));
  }, [value]);
  const unclear = left && text.trim() !== "" && typedDay(text) === null;
  return (
    <TextInput
      {...input}
      autoComplete="off"
      value={text}
      error={unclear ? t("dates.unclear") : error}
      onChange={(event) => {
        setText(event.currentTarget.value);
        setLeft(false);
        onChange(typedDay(event.currentTarget.value) ?? "");
      }}
      onBlur={() => {
        setLeft(true);
        const day = typedDay(text);
        if (day !== null) setText(formatDay(day));
      }}
      rightSection={
        calendar && (
          <Popover
            opened={opened}
            onChange={setOpened}
            position="bottom-end"
            shadow="md"
            trapFocus
            returnFocus
          >
            <Popover.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("dates.calendar")}
                aria-haspopup="dialog"
                onClick={() => setOpened((now) => !now)}
              >
                <CalendarDays size={16} aria-hidden />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown aria-label={t("dates.calendar")}>
              <Suspense fallback={null}>
                <Calendar
                  value={value}
                  min={min}
                  onChange={(day) => {
                    onChange(day);
                    setText(wordsOf(day));
                    setOpened(false);
                  }}
                />
              </Suspense>
            </Popover.Dropdown>
          </Popover>
        )
      }
    />
  );
}
