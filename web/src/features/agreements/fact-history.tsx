/** Every record of one fact, newest first: who recorded it, why, and what came in its place. */
import { Modal, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FilePen, FilePlus2, Footprints, GitBranch, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, FactHistory as Entry } from "@/api/types";
import { civilDay, formatInstant } from "@/lib/dates";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { withReadableDates } from "@/ui/server-words";
import { StateChip, type StateTone } from "@/ui/state-chip";
import classes from "./fact-history.module.css";
import { recordsOfFactQuery } from "./queries";
import "./texts";

const changes = {
  recorded: ["good", FilePlus2],
  correction: ["quiet", FilePen],
  amendment: ["open", GitBranch],
  step: ["quiet", Footprints],
} as const satisfies Record<string, readonly [StateTone, LucideIcon]>;

/** How a record came to stand there. A word this version does not know is shown as it came. */
export function ChangeChip({ change }: { change: string }) {
  const { t } = useTranslation("agreements");
  if (!(change in changes)) {
    return (
      <StateChip tone="quiet" icon={FilePlus2}>
        {change}
      </StateChip>
    );
  }
  const known = change as keyof typeof changes;
  const [tone, Icon] = changes[known];
  return (
    <StateChip tone={tone} icon={Icon}>
      {t(`history.change.${known}`)}
    </StateChip>
  );
}

export function Ending({ entry }: { entry: Entry }) {
  const { t } = useTranslation("agreements");
  if (entry.superseded_at == null) return <span>{t("history.current")}</span>;
  const at = formatInstant(entry.superseded_at);
  if (entry.superseded_by != null) {
    const { change, recorded_by } = entry.superseded_by;
    const way = change === "correction" || change === "amendment" || change === "step" ? change : "other";
    return <span>{t(`history.replaced.${way}`, { at, name: recorded_by.name })}</span>;
  }
  if (entry.withdrawn_by != null)
    return <span>{t("history.withdrawn", { at, name: entry.withdrawn_by.name })}</span>;
  return <span>{t("history.ended", { at })}</span>;
}

function Record({
  entry,
  agreement,
  onOther,
}: {
  entry: Entry;
  agreement: string;
  onOther: (id: string) => void;
}) {
  const day = civilDay(new Date(entry.recorded_at));
  const { t } = useTranslation("agreements");
  return (
    <li data-current={entry.superseded_at == null}>
      <ChangeChip change={entry.change} />
      <p>{withReadableDates(entry.summary)}</p>
      {entry.reason != null && (
        <p className={classes.reason}>{t("history.reason", { reason: entry.reason })}</p>
      )}
      <div className={classes.foot}>
        <span>
          {t("rule.recorded", { at: formatInstant(entry.recorded_at), name: entry.recorded_by.name })}
        </span>
        <Ending entry={entry} />
        {entry.amends != null && (
          <button type="button" onClick={() => onOther(entry.amends ?? "")}>
            {t("history.amended")}
          </button>
        )}
        {day < civilDay(new Date()) && (
          <Link to="/agreements/$agreementId" params={{ agreementId: agreement }} search={{ known: day }}>
            {t("history.asKnown")}
          </Link>
        )}
      </div>
    </li>
  );
}

function Records({ agreement, fact }: { agreement: Agreement; fact: string }) {
  const { t } = useTranslation("agreements");
  const [shown, show] = useState(fact);
  const answer = useQuery(recordsOfFactQuery(agreement.id, shown));
  const later = [
    ...agreement.grants,
    ...agreement.restrictions,
    ...agreement.waivers,
    ...agreement.engagements,
    ...agreement.exclusivities,
  ].filter((one) => one.amends === shown);
  if (answer.isPending) return <Skeleton height={120} />;
  if (answer.isError) return <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <>
      {shown !== fact && (
        <button type="button" className={classes.back} onClick={() => show(fact)}>
          {t("history.back")}
        </button>
      )}
      {later.length > 0 && (
        <ul className={classes.records} aria-label={t("history.later")}>
          {later.map((one) => (
            <li key={one.id} data-current="true">
              <ChangeChip change="amendment" />
              <p>{withReadableDates(one.summary)}</p>
              <div className={classes.foot}>
                <span>{t("history.besides")}</span>
                <button type="button" onClick={() => show(one.id)}>
                  {t("history.itsHistory")}
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <ol className={classes.records}>
        {answer.data.map((entry) => (
          <Record key={entry.id} entry={entry} agreement={agreement.id} onOther={show} />
        ))}
      </ol>
      {answer.data.length === 0 && <p className={classes.reason}>{t("history.none")}</p>}
    </>
  );
}

type Props = { agreement: Agreement; fact: string; opened: boolean; onClose: () => void };

export function FactHistory({ agreement, fact, opened, onClose }: Props) {
  const { t } = useTranslation(["agreements", "ui"]);
  return (
    <Modal
      title={t("history.title")}
      opened={opened}
      onClose={onClose}
      size={640}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <Records agreement={agreement} fact={fact} />
    </Modal>
  );
}
