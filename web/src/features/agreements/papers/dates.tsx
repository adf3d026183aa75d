/** By when somebody must act on a paper, the earliest first; days that are over are told on request. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, AgreementDate } from "@/api/types";
import { civilDay, formatDay } from "@/lib/dates";
import { Moment } from "@/ui/moment";
import { Panel } from "@/ui/page";
import { withReadableDates } from "@/ui/server-words";
import forms from "../forms.module.css";
import classes from "./papers.module.css";
import "./texts";

type Known = "expiry" | "option" | "notice" | "renewal" | "fee" | "duty";
type Act = "renew_or_let_lapse" | "exercise" | "give_notice" | "pay" | "settle";

function DateLine({ date, today }: { date: AgreementDate; today: string }) {
  const { t } = useTranslation("papers");
  const past = date.date < today;
  const overdue = past && date.kind === "fee";
  return (
    <li data-over={past && !overdue}>
      <time dateTime={date.date}>{formatDay(date.date)}</time>
      <span>{t(`dates.kind.${date.kind as Known}`, date.kind)}</span>
      <div>
        <span>{withReadableDates(date.what)}</span>
        <span className={classes.foot}>
          {t(`dates.action.${date.action as Act}`, date.action)}
          {!past && date.alert.act_by < date.date && (
            <>
              {", "}
              <strong>{t("dates.actBy", { day: formatDay(date.alert.act_by) })}</strong>
            </>
          )}
          {" · "}
          {overdue ? (
            t("dates.overdue")
          ) : past ? (
            t("dates.over")
          ) : (
            <Moment at={`${date.date}T23:59:59Z`} ends />
          )}
        </span>
      </div>
    </li>
  );
}

export function Dates({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("papers");
  const [all, setAll] = useState(false);
  const today = civilDay(new Date());
  const open = agreement.dates.filter((one) => one.date >= today || one.kind === "fee");
  const earlier = agreement.dates.length - open.length;
  const shown = all ? agreement.dates : open;
  if (agreement.dates.length === 0) return null;
  return (
    <Panel title={t("dates.title")}>
      {shown.length === 0 && <p className={forms.hint}>{t("dates.none")}</p>}
      <ul className={classes.dates}>
        {shown.map((date) => (
          <DateLine key={`${date.date} ${date.kind} ${date.what}`} date={date} today={today} />
        ))}
      </ul>
      {earlier > 0 && !all && (
        <button type="button" className={classes.textButton} onClick={() => setAll(true)}>
          {t("dates.earlier", { count: earlier })}
        </button>
      )}
    </Panel>
  );
}
