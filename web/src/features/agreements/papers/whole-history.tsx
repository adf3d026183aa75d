/** Everything ever recorded of one paper, newest first: who, why, and what came in its place. */
import { Modal, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { FactHistory } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { RestOfList } from "@/ui/rest-of-list";
import { withReadableDates } from "@/ui/server-words";
import { ChangeChip, Ending } from "../fact-history";
import forms from "../forms.module.css";
import { recordsQuery } from "../queries";
import papers from "./en.json";
import classes from "./papers.module.css";
import "./texts";
import "../texts";

type Kind = keyof typeof papers.record.kind;

function Entry({ entry }: { entry: FactHistory }) {
  const { t } = useTranslation(["papers", "agreements"]);
  return (
    <li data-change={entry.change}>
      <span className={classes.recordHead}>
        {entry.kind in papers.record.kind ? t(`record.kind.${entry.kind as Kind}`) : entry.kind}
        <ChangeChip change={entry.change} />
      </span>
      <p>{withReadableDates(entry.summary)}</p>
      <span className={classes.foot}>
        {t("agreements:rule.recorded", {
          at: formatInstant(entry.recorded_at),
          name: entry.recorded_by.name,
        })}
        {entry.reason != null && ` · ${t("agreements:history.reason", { reason: entry.reason })}`}
      </span>
      <span className={classes.foot}>
        <Ending entry={entry} />
      </span>
    </li>
  );
}

function Entries({ agreement }: { agreement: string }) {
  const { t } = useTranslation("papers");
  const list = useInfiniteQuery(recordsQuery(agreement));
  if (list.isPending) return <Skeleton height={320} />;
  if (list.isError) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <p className={forms.hint}>{t("record.lead")}</p>
      <ol className={classes.records}>
        {list.data.pages
          .flatMap((page) => page.items)
          .map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
      </ol>
      <RestOfList list={list} />
    </>
  );
}

export function WholeHistory(props: { agreement: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["papers", "ui"]);
  return (
    <Modal
      title={t("record.title")}
      opened={props.opened}
      onClose={props.onClose}
      size={720}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <Entries agreement={props.agreement} />
    </Modal>
  );
}
