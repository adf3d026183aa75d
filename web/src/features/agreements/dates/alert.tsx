/** When people are told of a day: by when somebody must act, and the alert that was reached. */
import { BellRing } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RightsDate } from "@/api/types";
import { formatDay } from "@/lib/dates";
import { alertOf } from "./dates";
import classes from "./dates.module.css";
import "./texts";

export function AlertLine({ date, today }: { date: RightsDate; today: string }) {
  const { t } = useTranslation("dates");
  const { actBy, reached, next } = alertOf(date, today);
  if (actBy === null && reached === null) return null;
  const words = [
    actBy === null ? null : t("alert.actBy", { day: formatDay(actBy) }),
    reached === "over"
      ? t("alert.over")
      : reached === null
        ? null
        : t("alert.since", {
            lead: t("alert.lead", { count: reached.lead }),
            day: formatDay(reached.since),
          }),
    next === null ? null : t("alert.next", { day: formatDay(next) }),
  ].filter((word) => word !== null);
  return (
    <span className={classes.alert} data-reached={reached !== null}>
      {reached !== null && <BellRing size={13} aria-hidden />}
      {words.join(", ")}
    </span>
  );
}
