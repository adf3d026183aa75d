/** The calendar of a field for one day. Loaded when it is opened. */
import { DatePicker } from "@mantine/dates";
import "@mantine/dates/styles.layer.css";
import { useTranslation } from "react-i18next";
import classes from "./calendar.module.css";

type Props = { value: string; min: string | undefined; onChange: (day: string) => void };

export default function Calendar({ value, min, onChange }: Props) {
  const { t } = useTranslation("ui");
  return (
    <DatePicker
      firstDayOfWeek={1}
      classNames={{ day: classes.day }}
      defaultDate={value === "" ? min : value}
      minDate={min}
      value={value === "" ? null : value}
      onChange={(day) => onChange(day ?? "")}
      ariaLabels={{ previousMonth: t("dates.previousMonth"), nextMonth: t("dates.followingMonth") }}
    />
  );
}
