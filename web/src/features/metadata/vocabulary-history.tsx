/** What was changed about a vocabulary, by whom and when. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { VocabularyChange, VocabularyEntry } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { nameOfLanguage } from "./languages";
import classes from "./metadata.module.css";
import { vocabularyHistoryQuery } from "./queries";
import "./texts";

/** More changes than these at one time are counted. */
const mostTold = 12;

function Change({ change }: { change: VocabularyChange }) {
  const { t } = useTranslation("metadata");
  const { act, term, before, after } = change;
  const name = change.name ?? term ?? "";
  const names = { name, before: before ?? t("nothing"), after: after ?? t("nothing") };
  if (act === "named" && change.language != null && change.language !== "en")
    return (
      <li>
        {t(term == null ? "vocabularies.acts.ownNamedIn" : "vocabularies.acts.namedIn", {
          ...names,
          language: nameOfLanguage(change.language),
        })}
      </li>
    );
  if (act === "moved" && after == null) return <li>{t("vocabularies.acts.movedUp", names)}</li>;
  if (term == null && act === "added") return <li>{t("vocabularies.acts.ownAdded", names)}</li>;
  return <li>{t(`vocabularies.acts.${act}`, names)}</li>;
}

function Entry({ entry }: { entry: VocabularyEntry }) {
  const { t } = useTranslation("metadata");
  const [all, showAll] = useState(false);
  const told = all ? entry.changes : entry.changes.slice(0, mostTold);
  return (
    <li>
      <ul className={classes.changes}>
        {told.map((change, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry never changes
          <Change key={at} change={change} />
        ))}
      </ul>
      {told.length < entry.changes.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => showAll(true)}>
          {t("vocabularies.moreChanges", { count: entry.changes.length - told.length + entry.more })}
        </Button>
      )}
      {told.length === entry.changes.length && entry.more > 0 && (
        <p className={classes.note}>{t("vocabularies.moreChanges", { count: entry.more })}</p>
      )}
      <p className={classes.note}>
        {t("changedBy", { name: entry.recorded_by.name, at: formatInstant(entry.recorded_at) })}
      </p>
    </li>
  );
}

export function VocabularyHistory({ vocabulary }: { vocabulary: string }) {
  const { t } = useTranslation("metadata");
  const [opened, setOpened] = useState(false);
  const past = useQuery({ ...vocabularyHistoryQuery(vocabulary), enabled: opened });
  return (
    <section className={classes.stack}>
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={opened}
          onClick={() => setOpened((now) => !now)}
        >
          {t("vocabularies.history")}
        </Button>
      </div>
      {opened && past.isPending && <Skeleton height={80} />}
      {opened && past.isError && <ErrorPanel error={past.error} onRetry={() => void past.refetch()} />}
      {opened && past.data?.length === 0 && <p className={classes.note}>{t("noHistory")}</p>}
      {opened && past.data !== undefined && past.data.length > 0 && (
        <ul className={classes.entries}>
          {past.data.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </section>
  );
}
