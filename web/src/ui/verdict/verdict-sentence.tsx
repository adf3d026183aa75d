/**
 * The verdict line of a page: sign, the server's sentence, when it was asked and until when it holds, 'Why?'.
 * Pass what the query has: while it loads, fails or waits for a use, the line says exactly that.
 */
import { Button, Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import type { Verdict } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { useHasPassed } from "@/lib/instants";
import classes from "./verdict.module.css";
import { lookOf, type Sign, signOf } from "./words";

type Props = {
  verdict: Verdict | undefined;
  /** The error of the last try, if it failed. The line then says 'Not known' and offers to ask again. */
  error?: unknown;
  /** True when the use bar is not complete: no verdict can be asked. */
  useIsIncomplete?: boolean;
  /** Name of the region, where two verdicts stand on one page. */
  label?: string;
  onWhy?: () => void;
  onRetry?: () => void;
};

function SignCircle({ sign }: { sign: Sign }) {
  const { t } = useTranslation("ui");
  const look = lookOf(sign);
  const Icon = look.icon;
  return (
    <span className={classes.sign} data-tone={look.tone}>
      <Icon size={18} aria-hidden />
      <span className="visually-hidden">{t(look.word)}</span>
    </span>
  );
}

export function VerdictSentence(props: Props) {
  const { verdict, error, useIsIncomplete = false, onWhy, onRetry } = props;
  const { t } = useTranslation("ui");
  const label = props.label ?? t("verdict.line");
  const ended = useHasPassed(verdict?.stable_until ?? null);
  if (useIsIncomplete) {
    return (
      <section className={classes.sentence} data-tone="open" aria-label={label}>
        <SignCircle sign="NO_USE" />
        <p className={classes.words}>{t("verdict.askUse")}</p>
      </section>
    );
  }
  if (error !== undefined && error !== null) {
    return (
      <section className={classes.sentence} data-tone="unknown" aria-label={label}>
        <SignCircle sign="UNKNOWN" />
        <p className={classes.words}>{t("verdict.failed")}</p>
        {onRetry !== undefined && (
          <Button variant="default" onClick={onRetry}>
            {t("retry")}
          </Button>
        )}
        <p className={classes.small}>{sentenceOf(error)}</p>
      </section>
    );
  }
  if (verdict === undefined) {
    return (
      <section className={classes.sentence} aria-label={label} aria-busy>
        <Skeleton circle height={32} />
        <Skeleton height={18} width="60%" />
      </section>
    );
  }
  if (ended) {
    return (
      <section className={classes.sentence} data-tone="unknown" aria-label={label}>
        <SignCircle sign="UNKNOWN" />
        <p className={classes.words}>
          {t("verdict.ended", { at: formatInstant(verdict.stable_until ?? "") })}
        </p>
        {onRetry !== undefined && (
          <Button variant="default" onClick={onRetry}>
            {t("verdict.askAgain")}
          </Button>
        )}
      </section>
    );
  }
  const sign = signOf(verdict.headline);
  return (
    <section className={classes.sentence} data-tone={lookOf(sign).tone} aria-label={label}>
      <SignCircle sign={sign} />
      <p className={classes.words}>{verdict.sentence}</p>
      {onWhy !== undefined && (
        <Button variant="default" onClick={onWhy}>
          {t("verdict.why")}
        </Button>
      )}
      <p className={classes.small}>
        {t("verdict.askedAt", { at: formatInstant(verdict.asked_at) })}
        {verdict.stable_until != null &&
          ` · ${t("verdict.stableUntil", { at: formatInstant(verdict.stable_until) })}`}
      </p>
    </section>
  );
}
