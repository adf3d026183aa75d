/** Every version of an entry the house put on record, newest first. */
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { ReferenceChange, RightsReference } from "@/api/types";
import { formatDay, formatInstant } from "@/lib/dates";
import { FormPanel } from "@/ui/dialog/form-panel";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import type { Kind } from "./entry-draft";
import { Marks } from "./marks";
import { changesQuery } from "./queries";
import classes from "./reference.module.css";

type Entry = { kind: Kind; key: string; name: string };

function Content({ change, reference }: { change: ReferenceChange; reference: RightsReference }) {
  const { t } = useTranslation("reference");
  const names = namesOf(reference);
  const places = (codes: string[]) => codes.map(names.territory).join(", ");
  const parent = reference.categories.find((one) => one.key === change.parent);
  return (
    <>
      {(change.versions ?? []).map((version) => (
        <p key={version.from}>
          {t("past.group", { day: formatDay(version.from), names: places(version.members) })}
          {(version.possible ?? []).length > 0 &&
            ` ${t("past.possible", { names: places(version.possible ?? []) })}`}
        </p>
      ))}
      {(change.members ?? []).length > 0 && (
        <p>{t("past.members", { names: (change.members ?? []).map(names.channel).join(", ") })}</p>
      )}
      {change.introduced_on != null && <p>{t("introduced", { day: formatDay(change.introduced_on) })}</p>}
      {parent !== undefined && <p>{t("past.parent", { name: parent.name })}</p>}
      {(change.split_into ?? []).length > 0 && (
        <p>{t("past.split", { names: (change.split_into ?? []).map((part) => part.name).join(", ") })}</p>
      )}
      <Marks reserved={change.reserved} retired={change.retired} />
    </>
  );
}

function History({ entry, reference }: { entry: Entry; reference: RightsReference }) {
  const { t } = useTranslation("reference");
  const changes = useQuery(changesQuery(entry.kind, entry.key));
  if (changes.isPending) return <Skeleton height={160} />;
  if (changes.isError) return <ErrorPanel error={changes.error} onRetry={() => void changes.refetch()} />;
  if (changes.data.items.length === 0) return <p className={classes.lead}>{t("past.none")}</p>;
  return (
    <ol className={classes.past}>
      {changes.data.items.map((change) => (
        <li key={change.id}>
          <strong>{change.name}</strong>
          <Content change={change} reference={reference} />
          <p>{change.reason}</p>
          <p className={classes.small}>
            {t("past.recorded", { name: change.recorded_by.name, at: formatInstant(change.recorded_at) })}
            {" · "}
            {t("past.version", { version: change.version })}
          </p>
        </li>
      ))}
    </ol>
  );
}

type Props = { reference: RightsReference; entry: Entry | null; onClose: () => void };

export function HistoryPanel({ reference, entry, onClose }: Props) {
  const { t } = useTranslation("reference");
  return (
    <FormPanel
      opened={entry !== null}
      onClose={onClose}
      title={entry === null ? "" : t("historyOf", { name: entry.name })}
    >
      {entry !== null && <History entry={entry} reference={reference} />}
    </FormPanel>
  );
}
