/** What the fields of an asset say: read, changed, and taken back from their history. */
import { Alert, Button, MultiSelect, Select, Skeleton, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasCode, sentenceOf } from "@/api/problem";
import { useMay } from "@/api/session";
import type { AssetFields as Answer, AssetField, FieldEntry } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import classes from "./metadata.module.css";
import {
  assetFieldsQuery,
  changeAssetFields,
  fieldHistoryQuery,
  undoFieldChange,
  vocabulariesQuery,
} from "./queries";
import { changesOf, labelOf, listOf, namesOf, textOf } from "./values";
import "./texts";

function useSaving(asset: string) {
  const queries = useQueryClient();
  return async (saved: Answer) => {
    queries.setQueryData(assetFieldsQuery(asset).queryKey, saved);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["assets", asset] }),
      queries.invalidateQueries({ queryKey: ["search"] }),
    ]);
  };
}

/** What a field says, in words. */
type Reader = (field: { vocabulary?: string | null }, value: unknown) => string;

type InputProps = {
  field: AssetField;
  text: string;
  error: string | undefined;
  onChange: (text: string) => void;
};

function FieldInput({ field, text, error, onChange }: InputProps) {
  const { t, i18n } = useTranslation("metadata");
  const vocabularies = useQuery({ ...vocabulariesQuery, enabled: field.vocabulary != null });
  const label = labelOf(field, i18n.language);
  const description = field.help[i18n.language] ?? field.help.en;
  const common = { label, description, error, value: text, required: field.required };
  if (field.kind === "long_text") {
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={10}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const chosen = listOf(text);
  const terms = vocabularies.data?.find((one) => one.key === field.vocabulary)?.terms ?? [];
  const words = terms
    .filter((one) => !one.retired || chosen.includes(one.key))
    .map((one) => ({ value: one.key, label: labelOf(one, i18n.language) }));
  if (field.kind === "multi_choice") {
    return (
      <MultiSelect
        {...common}
        clearable
        searchable
        data={words}
        value={chosen}
        onChange={(keys) => onChange(keys.join("; "))}
      />
    );
  }
  if (field.kind === "boolean" || field.kind === "choice") {
    const data =
      field.kind === "boolean"
        ? [
            { value: "true", label: t("yes") },
            { value: "false", label: t("no") },
          ]
        : words;
    return (
      <Select
        {...common}
        clearable
        data={data}
        value={text === "" ? null : text}
        onChange={(value) => onChange(value ?? "")}
      />
    );
  }
  const hint = field.kind === "list" ? t("listHint") : description;
  return (
    <TextInput {...common} description={hint} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

function Form({ asset, shown, onDone }: { asset: string; shown: Answer; onDone: () => void }) {
  const { t } = useTranslation(["metadata", "ui"]);
  const keep = useSaving(asset);
  const fields = shown.fields.filter((one) => !one.built_in && !one.retired);
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const changes = changesOf(fields, drafts);
  const save = useMutation({
    mutationFn: () => changeAssetFields(asset, shown.revision, changes),
    onSuccess: async (saved) => {
      await keep(saved);
      say(t("saved"));
      onDone();
    },
  });
  const problem =
    save.error !== null && hasCode(save.error, "request.invalid") ? save.error.problem : undefined;
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (Object.keys(changes).length > 0) save.mutate();
      }}
    >
      {save.error !== null && (
        <Alert color="red" role="alert">
          {hasCode(save.error, "precondition.failed") ? t("stale") : sentenceOf(save.error)}
        </Alert>
      )}
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          text={drafts[field.key] ?? textOf(field.value)}
          error={problem?.field === field.key ? problem.detail : undefined}
          onChange={(text) => setDrafts((now) => ({ ...now, [field.key]: text }))}
        />
      ))}
      <div className={classes.row}>
        <Button variant="default" onClick={onDone}>
          {t("ui:cancel")}
        </Button>
        <Button type="submit" loading={save.isPending} disabled={Object.keys(changes).length === 0}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

type EntryProps = { asset: string; entry: FieldEntry; name: string; read: (value: unknown) => string };

function Entry({ asset, entry, name, read }: EntryProps) {
  const { t } = useTranslation("metadata");
  const mayEdit = useMay("edit_assets");
  const keep = useSaving(asset);
  const undo = useMutation({
    mutationFn: () => undoFieldChange(asset, entry.id),
    onSuccess: keep,
    onError: sayProblem,
  });
  const said = (value: unknown) => (read(value) === "" ? t("nothing") : `“${read(value)}”`);
  return (
    <li>
      <div>{t("changed", { name, before: said(entry.before), after: said(entry.after) })}</div>
      <p className={classes.note}>
        {t("changedBy", { name: entry.recorded_by.name, at: formatInstant(entry.recorded_at) })}{" "}
        {t(`causes.${entry.cause}`, "")}
      </p>
      {mayEdit && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t("undoOf", { name })}
          loading={undo.isPending}
          onClick={() => undo.mutate()}
        >
          {t("undo")}
        </Button>
      )}
    </li>
  );
}

type HistoryProps = { asset: string; shown: Answer; read: Reader };

function History({ asset, shown, read }: HistoryProps) {
  const { t, i18n } = useTranslation("metadata");
  const [opened, setOpened] = useState(false);
  const past = useQuery({ ...fieldHistoryQuery(asset), enabled: opened });
  const fieldOf = (key: string) => shown.fields.find((one) => one.key === key);
  const nameOf = (key: string) => {
    const field = fieldOf(key);
    return field === undefined ? key : labelOf(field, i18n.language);
  };
  return (
    <section className={classes.stack}>
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={opened}
          onClick={() => setOpened((now) => !now)}
        >
          {t("history")}
        </Button>
      </div>
      {opened && past.isError && <ErrorPanel error={past.error} onRetry={() => void past.refetch()} />}
      {opened && past.data?.length === 0 && <p className={classes.note}>{t("noHistory")}</p>}
      {opened && past.data !== undefined && past.data.length > 0 && (
        <ul className={classes.entries}>
          {past.data.map((entry) => (
            <Entry
              key={entry.id}
              asset={asset}
              entry={entry}
              name={nameOf(entry.field)}
              read={(value) => read(fieldOf(entry.field) ?? {}, value)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

export function AssetFields({ asset }: { asset: string }) {
  const { t, i18n } = useTranslation("metadata");
  const mayEdit = useMay("edit_assets");
  const [editing, setEditing] = useState(false);
  const answer = useQuery(assetFieldsQuery(asset));
  const hasWords = answer.data?.fields.some((one) => one.vocabulary != null) === true;
  const vocabularies = useQuery({ ...vocabulariesQuery, enabled: hasWords });
  const read: Reader = (field, value) => namesOf(field, value, vocabularies.data ?? [], i18n.language);
  if (answer.isError) return <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton height={120} />;
  const shown = answer.data;
  if (editing) return <Form asset={asset} shown={shown} onDone={() => setEditing(false)} />;
  const said = shown.fields.filter((one) => !one.built_in && textOf(one.value) !== "");
  return (
    <div className={classes.below}>
      {said.length === 0 ? (
        <p className={classes.note}>{t("nothingSaid")}</p>
      ) : (
        <dl className={classes.facts}>
          {said.map((one) => (
            <div key={one.key} className={classes.pair}>
              <dt>{labelOf(one, i18n.language)}</dt>
              <dd>{read(one, one.value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {mayEdit && (
        <div>
          <Button variant="default" onClick={() => setEditing(true)}>
            {t("edit")}
          </Button>
        </div>
      )}
      <History asset={asset} shown={shown} read={read} />
    </div>
  );
}
