/** The agreements as lanes: their terms as bars, their days as marks, what live uses outlast drawn heavier. */
import { Button, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import {
  CalendarCheck,
  CalendarClock,
  CalendarX2,
  CircleDollarSign,
  ListChecks,
  type LucideIcon,
  Play,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DatedAgreement, RightsDate } from "@/api/types";
import { formatDay, formatDayRange } from "@/lib/dates";
import { Axis } from "@/ui/time-lanes/axis";
import { placeOfDays, positionOf, type Window } from "@/ui/time-lanes/geometry";
import { AlertLine } from "./alert";
import { nearnessOf } from "./dates";
import classes from "./dates.module.css";
import { groupOf } from "./dates-search";
import "./texts";

const icons: Record<string, LucideIcon> = {
  ends: CalendarX2,
  acts: CalendarClock,
  begins: Play,
  duties: ListChecks,
};

const percent = (fraction: number) => `${(fraction * 100).toFixed(3)}%`;
type Term = DatedAgreement["terms"][number];

export function useTermWords() {
  const { t } = useTranslation("dates");
  return (term: Term): string => {
    const from = term.from == null ? "" : formatDay(term.from);
    const open = term.is_end_unknown ? t("endUnknown", { from }) : t("withoutEnd", { from });
    const span =
      term.until != null
        ? formatDayRange(term.from ?? undefined, term.until)
        : term.from == null && !term.is_end_unknown
          ? t("always")
          : open;
    const words = t("term", { count: term.grants, span });
    return term.run_off_until == null
      ? words
      : `${words}; ${t("runOff", { day: formatDay(term.run_off_until) })}`;
  };
}

/** The words of a day with what depends on it. */
export function useDateWords() {
  const { t } = useTranslation("dates");
  return (date: RightsDate): string => {
    const words = t("mark", { day: formatDay(date.date), what: date.what });
    return date.live_beyond === 0 ? words : `${words}. ${t("beyond", { count: date.live_beyond })}`;
  };
}

export function ActionLink({ paper, date }: { paper: DatedAgreement; date: RightsDate }) {
  const { t } = useTranslation("dates");
  return (
    <Button
      variant="default"
      size="xs"
      renderRoot={(props) => (
        <Link to="/agreements/$agreementId" params={{ agreementId: paper.id }} {...props} />
      )}
    >
      {t(`action.${date.action}`, t("action.look"))}
      <span className="visually-hidden">
        : {paper.reference}, {date.what}
      </span>
    </Button>
  );
}

/** Marks that would cover each other stand one below the other. */
function lifted(paper: DatedAgreement, date: RightsDate, window: Window): number {
  const at = (one: RightsDate) => positionOf(`${one.date}T12:00:00`, window);
  const before = paper.dates.slice(0, paper.dates.indexOf(date));
  return before.filter((one) => at(date) - at(one) < 0.035).length;
}

function Mark({
  paper,
  date,
  window,
  today,
}: {
  paper: DatedAgreement;
  date: RightsDate;
  window: Window;
  today: string;
}) {
  const words = useDateWords();
  const Icon = date.kind === "fee" ? CircleDollarSign : (icons[groupOf(date.kind)] ?? CalendarCheck);
  return (
    <Tooltip label={words(date)} multiline maw={320}>
      <Link
        to="/agreements/$agreementId"
        params={{ agreementId: paper.id }}
        className={classes.mark}
        data-heavy={date.live_beyond > 0}
        data-near={nearnessOf(date.date, today)}
        aria-label={`${paper.reference}, ${words(date)}`}
        style={{
          left: percent(positionOf(`${date.date}T12:00:00`, window)),
          marginTop: -12 + 26 * (lifted(paper, date, window) % 2),
        }}
      >
        <Icon size={13} strokeWidth={2.25} aria-hidden />
      </Link>
    </Tooltip>
  );
}

function Bars({ paper, window }: { paper: DatedAgreement; window: Window }) {
  const words = useTermWords();
  const shown = paper.terms.slice(0, 4);
  const heavy = paper.live_uses > 0;
  return (
    <>
      <ul className="visually-hidden">
        {paper.terms.map((term) => (
          <li key={words(term)}>{words(term)}</li>
        ))}
      </ul>
      {shown.map((term, index) => {
        const place = placeOfDays(term, window);
        const top = `calc(${percent((index + 0.5) / shown.length)} - 4px)`;
        const tail =
          term.run_off_until == null
            ? undefined
            : placeOfDays({ from: term.until, until: term.run_off_until }, window);
        return (
          <span key={words(term)} title={words(term)} aria-hidden>
            <span
              className={classes.term}
              data-definite={paper.is_definite}
              data-unknown={term.is_end_unknown}
              data-heavy={heavy && shown.length < 3}
              style={{ left: percent(place.start), width: percent(place.length), top }}
            />
            {tail !== undefined && (
              <span
                className={classes.runOff}
                style={{ left: percent(tail.start), width: percent(tail.length), top }}
              />
            )}
          </span>
        );
      })}
    </>
  );
}

function Row({ paper, window, today }: { paper: DatedAgreement; window: Window; today: string }) {
  const { t } = useTranslation("dates");
  const next = paper.dates.find((date) => date.live_beyond > 0) ?? paper.dates[0];
  if (next === undefined) return null;
  const near = nearnessOf(next.date, today);
  return (
    <li className={classes.row}>
      <div className={classes.paper}>
        <Link to="/agreements/$agreementId" params={{ agreementId: paper.id }}>
          {paper.reference}
        </Link>
        <span>{paper.title}</span>
        {!paper.is_definite && <span>{t("notDefinite")}</span>}
        {paper.live_uses > 0 && <span className={classes.live}>{t("live", { count: paper.live_uses })}</span>}
      </div>
      <div className={classes.track}>
        <Axis window={window} today={today} labels={false} />
        <Bars paper={paper} window={window} />
        {paper.dates.map((date) => (
          <Mark
            key={`${date.kind} ${date.date} ${date.what}`}
            paper={paper}
            date={date}
            window={window}
            today={today}
          />
        ))}
      </div>
      <div className={classes.next}>
        <strong>{formatDay(next.date)}</strong>
        <span>{next.what}</span>
        <AlertLine date={next} today={today} />
        {near !== "later" && (
          <span className={classes.near} data-near={near}>
            {t(`near.${near}`)}
          </span>
        )}
        {next.live_beyond > 0 && (
          <span className={classes.heavy}>{t("beyond", { count: next.live_beyond })}</span>
        )}
        <ActionLink paper={paper} date={next} />
      </div>
    </li>
  );
}

type Props = { papers: DatedAgreement[]; window: Window; today: string; stale: boolean };

export function DatesPicture({ papers, window, today, stale }: Props) {
  const { t } = useTranslation("dates");
  return (
    <div className={classes.frame} data-stale={stale}>
      <div className={classes.head} aria-hidden>
        <span>{t("agreement")}</span>
        <Axis window={window} today={today} />
        <span>{t("next")}</span>
      </div>
      <ul className={classes.rows} aria-label={t("lanes")}>
        {papers.map((paper) => (
          <Row key={paper.id} paper={paper} window={window} today={today} />
        ))}
      </ul>
    </div>
  );
}
