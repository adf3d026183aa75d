/** The side panel behind 'Why?': blockers with path, clause and way out; supports; duties; what comes next. */
import { Drawer } from "@mantine/core";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { ClauseQuote, Verdict } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { withReadableDates, wordsOfRegion } from "@/ui/server-words";
import classes from "./verdict.module.css";
import { VerdictBadge } from "./verdict-badge";
import { signOf } from "./words";

type Props = {
  verdict: Verdict | undefined;
  opened: boolean;
  onClose: () => void;
  /** Turns an agreement into a link; without it the reference is plain text. */
  agreementLink?: (id: string, reference: string) => ReactNode;
  /** Below the text, e.g. buttons that make a request or a task of a remedy. */
  actions?: ReactNode;
};

function Path({ path }: { path: string[] }) {
  if (path.length === 0) return null;
  return (
    <span className={classes.path}>
      {path.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path may name the same thing twice and never changes
        <span key={`${index}-${step}`}>{step}</span>
      ))}
    </span>
  );
}

function Quote({ clause }: { clause: ClauseQuote | null | undefined }) {
  const { t } = useTranslation("ui");
  if (clause == null) return null;
  return (
    <blockquote className={classes.quote}>
      “{clause.quote}”{clause.page != null && <footer>{t("verdict.page", { page: clause.page })}</footer>}
    </blockquote>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Source(
  props: Pick<Props, "agreementLink"> & {
    id: string | null | undefined;
    reference: string | null | undefined;
  },
) {
  if (props.reference == null) return null;
  const { id, reference, agreementLink } = props;
  return <span>{id != null && agreementLink !== undefined ? agreementLink(id, reference) : reference}</span>;
}

function Blockers({ verdict, agreementLink }: { verdict: Verdict } & Pick<Props, "agreementLink">) {
  const { t } = useTranslation("ui");
  const names = useReferenceNames();
  if (verdict.reasons.length === 0) return null;
  return (
    <Section title={t("verdict.reasons", { count: verdict.reasons.length })}>
      <ul className={classes.list}>
        {verdict.reasons.map((reason) => (
          <li
            key={`${reason.code} ${reason.rule ?? ""} ${reason.interest ?? ""} ${reason.region} ${reason.path.join()}`}
            className={classes.step}
          >
            <strong>{reason.message}</strong>
            <Path path={reason.path} />
            {reason.region !== "" && (
              <span>{t("verdict.appliesTo", { region: wordsOfRegion(reason.region, names) })}</span>
            )}
            <Source
              id={reason.agreement_id}
              reference={reason.agreement_reference}
              agreementLink={agreementLink}
            />
            <Quote clause={reason.clause} />
            {reason.remedy != null && <span>{t("verdict.wouldClear", { remedy: reason.remedy })}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The end of a rule: a day, or one of the record's two words for none. */
function untilWords(until: string, t: TFunction<"ui">): string {
  if (until === "PERPETUAL") return t("verdict.withoutEnd");
  if (until === "UNKNOWN") return t("verdict.endUnknown");
  return t("verdict.until", { until: withReadableDates(until) });
}

function Supports({ verdict, agreementLink }: { verdict: Verdict } & Pick<Props, "agreementLink">) {
  const { t } = useTranslation("ui");
  if (verdict.supports.length === 0) return null;
  return (
    <Section title={t("verdict.supports")}>
      <ul className={classes.list}>
        {verdict.supports.map((support) => (
          <li key={`${support.interest} ${support.rule}`} className={classes.step}>
            <Path path={support.path} />
            <span>
              <Source
                id={support.agreement_id}
                reference={support.agreement_reference}
                agreementLink={agreementLink}
              />
              {support.until != null && ` ${untilWords(support.until, t)}`}
            </span>
            <Quote clause={support.clause} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Duties({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation("ui");
  if (verdict.duties.length === 0) return null;
  return (
    <Section title={t("verdict.duties")}>
      <ul className={classes.list}>
        {verdict.duties.map((duty) => (
          <li key={duty.id} className={classes.step}>
            <strong>{duty.text === "" ? duty.id : duty.text}</strong>
            <span className={classes.dutyWhen}>
              {t(`verdict.timing.${duty.timing}`, duty.timing)}
              {" · "}
              {t(`verdict.dutyState.${duty.state}`, duty.state)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Remedies({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation("ui");
  if (verdict.remedies.length === 0) return null;
  return (
    <Section title={t("verdict.remedies")}>
      <ul className={classes.list}>
        {verdict.remedies.map((remedy) => (
          <li key={`${remedy.code} ${remedy.text}`} className={classes.step}>
            {remedy.text}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Record({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation("ui");
  return (
    <Section title={t("verdict.record")}>
      <dl className={classes.facts}>
        <dt>{t("verdict.asked")}</dt>
        <dd>{formatInstant(verdict.asked_at)}</dd>
        <dt>{t("verdict.asKnown")}</dt>
        <dd>{formatInstant(verdict.belief_at)}</dd>
        <dt>{t("verdict.holds")}</dt>
        <dd>{verdict.stable_until == null ? t("verdict.noChange") : formatInstant(verdict.stable_until)}</dd>
        {verdict.next_events.map((event) => (
          <div key={`${event.at} ${event.what}`} style={{ display: "contents" }}>
            <dt>{formatInstant(event.at)}</dt>
            <dd>{event.what}</dd>
          </div>
        ))}
        <dt>{t("verdict.number")}</dt>
        <dd>{verdict.id}</dd>
      </dl>
    </Section>
  );
}

export function WhyPanel({ verdict, opened, onClose, agreementLink, actions }: Props) {
  const { t } = useTranslation("ui");
  const names = useReferenceNames();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={440}
      title={t("verdict.whyTitle")}
      closeButtonProps={{ "aria-label": t("close") }}
      transitionProps={{ duration: 120 }}
    >
      {verdict !== undefined && (
        <>
          <VerdictBadge sign={signOf(verdict.headline)} size="large" />
          <p>{verdict.sentence}</p>
          <Blockers verdict={verdict} agreementLink={agreementLink} />
          <Remedies verdict={verdict} />
          {actions}
          <Duties verdict={verdict} />
          {verdict.cleared.length > 0 && (
            <Section title={t("verdict.cleared")}>
              <ul className={classes.lines}>
                {verdict.cleared.map((line) => (
                  <li key={line}>{wordsOfRegion(line, names)}</li>
                ))}
              </ul>
            </Section>
          )}
          <Supports verdict={verdict} agreementLink={agreementLink} />
          {verdict.notes.length > 0 && (
            <Section title={t("verdict.notes")}>
              {verdict.notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
            </Section>
          )}
          <Record verdict={verdict} />
        </>
      )}
    </Drawer>
  );
}
