/** Whether a publication was shown in good faith: the answer of then, the answer of now, and what was recorded in between. */
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  BadgeCheck,
  CircleMinus,
  FilePen,
  FilePlus2,
  Footprints,
  GitBranch,
  type LucideIcon,
  OctagonAlert,
  TriangleAlert,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { GoodFaith as Answer, Publication, RecordedSince } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Notice } from "@/ui/notice";
import { Panel } from "@/ui/page";
import { withReadableDates } from "@/ui/server-words";
import { StateChip, type StateTone } from "@/ui/state-chip";
import { VerdictBadge } from "@/ui/verdict/verdict-badge";
import { signOf } from "@/ui/verdict/words";
import classes from "./good-faith.module.css";
import { goodFaithQuery } from "./queries";

const looks = {
  clean: ["good", BadgeCheck],
  honest_then_wrong_now: ["warning", TriangleAlert],
  wrong_then: ["alarm", OctagonAlert],
  unsanctioned: ["alarm", OctagonAlert],
} as const satisfies Record<Answer["outcome"], readonly ["good" | "warning" | "alarm", LucideIcon]>;

/** A correction and an amendment never look alike. */
const ways = {
  recorded: ["quiet", FilePlus2],
  correction: ["warning", FilePen],
  amendment: ["open", GitBranch],
  step: ["quiet", Footprints],
  withdrawn: ["warning", CircleMinus],
} as const satisfies Record<string, readonly [StateTone, LucideIcon]>;

function Change({ change }: { change: RecordedSince }) {
  const { t } = useTranslation("publishing");
  const way = change.how in ways ? (change.how as keyof typeof ways) : "recorded";
  const [tone, icon] = ways[way];
  const who = change.superseded_by?.recorded_by ?? change.withdrawn_by ?? change.recorded_by;
  const reason = change.superseded_by?.reason ?? change.reason;
  return (
    <li data-how={way} data-decisive={change.decisive}>
      <StateChip tone={tone} icon={icon}>
        {t(`goodFaith.how.${way}`)}
      </StateChip>
      <p>{withReadableDates(change.summary)}</p>
      <span className={classes.faint}>
        {t("goodFaith.by", { at: formatInstant(change.changed_at), name: who.name })}
        {change.received_at != null &&
          ` · ${t("goodFaith.received", { at: formatInstant(change.received_at) })}`}
        {reason != null && ` · ${reason}`}
        {change.decisive && ` · ${t("goodFaith.decisive")}`}
      </span>
      {change.agreement_id != null && (
        <Link to="/agreements/$agreementId" params={{ agreementId: change.agreement_id }} search={{}}>
          {t("goodFaith.openPaper")}
        </Link>
      )}
    </li>
  );
}

function Changes({ answer }: { answer: Answer }) {
  const { t } = useTranslation("publishing");
  const [all, setAll] = useState(false);
  if (answer.changes_count === 0) return <p className={classes.faint}>{t("goodFaith.nothing")}</p>;
  if (answer.changes.length === 0) {
    return <p className={classes.faint}>{t("goodFaith.hidden", { count: answer.changes_count })}</p>;
  }
  const decisive = answer.changes.filter((change) => change.decisive);
  const shown = all || decisive.length === 0 ? answer.changes : decisive;
  return (
    <>
      <ol className={classes.changes}>
        {shown.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </ol>
      {shown.length < answer.changes.length && (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t("goodFaith.all", { count: answer.changes.length })}
        </button>
      )}
    </>
  );
}

function Sides({ answer }: { answer: Answer }) {
  const { t } = useTranslation("publishing");
  const sides = [
    ["then", answer.published_at, answer.then],
    ["now", answer.as_of, answer.now],
  ] as const;
  return (
    <div className={classes.sides}>
      {sides.map(([side, at, told]) => (
        <section key={side}>
          <h3>{t(`goodFaith.${side}`, { at: formatInstant(at) })}</h3>
          <VerdictBadge sign={signOf(told.headline)} />
          <p>{withReadableDates(told.sentence)}</p>
        </section>
      ))}
    </div>
  );
}

export function GoodFaith({ publication }: { publication: Publication }) {
  const { t } = useTranslation("publishing");
  const answer = useQuery({ ...goodFaithQuery(publication.id), enabled: publication.live_at != null });
  if (publication.live_at == null) return null;
  if (answer.isError) return <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton height={160} />;
  const [tone, icon] = looks[answer.data.outcome];
  return (
    <Panel title={t("goodFaith.title")}>
      <div className={classes.stack}>
        <Notice tone={tone} icon={icon} title={t(`goodFaith.outcome.${answer.data.outcome}`)}>
          {answer.data.sentence}{" "}
          {t(answer.data.ongoing ? "goodFaith.spanOngoing" : "goodFaith.span", {
            from: formatInstant(answer.data.published_at),
            until: formatInstant(answer.data.until),
          })}
        </Notice>
        <Sides answer={answer.data} />
        <section>
          <h3>{t("goodFaith.changes")}</h3>
          <Changes answer={answer.data} />
        </section>
      </div>
    </Panel>
  );
}
