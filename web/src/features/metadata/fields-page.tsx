/** Which fields there are, what they are called, and where in files they are found. For administrators. */
import { Button, Checkbox, Select, Skeleton, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Field, FieldKind } from "@/api/types";
import { PermissionGate } from "@/ui/access/permission-gate";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say } from "@/ui/feedback/undo-toast";
import { Page } from "@/ui/page";
import table from "@/ui/table.module.css";
import classes from "./metadata.module.css";
import { addField, changeField, fieldsQuery, vocabulariesQuery } from "./queries";
import { labelOf } from "./values";
import "./texts";

const kinds: readonly FieldKind[] = [
  "text",
  "long_text",
  "number",
  "date",
  "boolean",
  "choice",
  "multi_choice",
  "list",
];
const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

function FieldForm({ field, onClose }: { field: Field | undefined; onClose: () => void }) {
  const { t } = useTranslation("metadata");
  const queries = useQueryClient();
  const vocabularies = useQuery(vocabulariesQuery);
  const [key, setKey] = useState(field?.key ?? "");
  const [label, setLabel] = useState(field?.labels.en ?? "");
  const [help, setHelp] = useState(field?.help.en ?? "");
  const [kind, setKind] = useState<FieldKind>(field?.kind ?? "text");
  const [vocabulary, setVocabulary] = useState(field?.vocabulary ?? null);
  const [sources, setSources] = useState(field?.sources.join("\n") ?? "");
  const [required, setRequired] = useState(field?.required ?? false);
  const [searchable, setSearchable] = useState(field?.searchable ?? true);
  const [retired, setRetired] = useState(field?.retired ?? false);
  const save = useMutation({
    mutationFn: () => {
      const labels = { ...field?.labels, en: label };
      const helps = help === "" ? {} : { ...field?.help, en: help };
      const same = { labels, help: helps, required, searchable, sources: linesOf(sources) };
      if (field === undefined) return addField({ ...same, key, kind, vocabulary });
      return changeField(field, field.built_in ? same : { ...same, retired });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["fields"] });
      say(t("fields.saved"));
      onClose();
    },
  });
  return (
    <DialogForm
      onSubmit={() => save.mutate()}
      onCancel={onClose}
      action={t("save")}
      isSending={save.isPending}
      disabled={label.trim() === "" || key === ""}
      error={save.error}
    >
      {field === undefined && (
        <>
          <TextInput
            data-autofocus
            label={t("fields.key")}
            description={t("fields.keyHint")}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
          <Select
            label={t("fields.kind")}
            allowDeselect={false}
            data={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            value={kind}
            onChange={(value) => setKind(value as FieldKind)}
          />
          {(kind === "choice" || kind === "multi_choice") && (
            <Select
              label={t("fields.vocabulary")}
              data={(vocabularies.data ?? []).map((one) => ({ value: one.key, label: labelOf(one, "en") }))}
              value={vocabulary}
              onChange={setVocabulary}
            />
          )}
        </>
      )}
      <TextInput
        label={t("fields.label")}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <TextInput
        label={t("fields.help")}
        value={help}
        onChange={(event) => setHelp(event.currentTarget.value)}
      />
      <Textarea
        label={t("fields.sources")}
        description={t("fields.sourcesHint")}
        autosize
        minRows={2}
        maxRows={10}
        value={sources}
        onChange={(event) => setSources(event.currentTarget.value)}
      />
      <Checkbox
        label={t("fields.required")}
        checked={required}
        onChange={(event) => setRequired(event.currentTarget.checked)}
      />
      <Checkbox
        label={t("fields.searchable")}
        checked={searchable}
        onChange={(event) => setSearchable(event.currentTarget.checked)}
      />
      {field !== undefined && !field.built_in && (
        <Checkbox
          label={t("fields.retired")}
          checked={retired}
          onChange={(event) => setRetired(event.currentTarget.checked)}
        />
      )}
    </DialogForm>
  );
}

function Rows({ fields, onEdit }: { fields: readonly Field[]; onEdit: (field: Field) => void }) {
  const { t } = useTranslation("metadata");
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("fields.label")}</th>
            <th scope="col">{t("fields.kind")}</th>
            <th scope="col">{t("fields.sources")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("fields.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.key}>
              <td>
                <div className={table.strong}>{labelOf(field, "en")}</div>
                <div className={table.faint}>
                  {field.key}
                  {field.retired && ` · ${t("fields.isRetired")}`}
                  {field.required && ` · ${t("fields.isRequired")}`}
                </div>
              </td>
              <td>
                <div>{t(`kinds.${field.kind}`)}</div>
                {field.vocabulary != null && (
                  <div className={table.faint}>{t("fields.vocabularyOf", { name: field.vocabulary })}</div>
                )}
              </td>
              <td>
                <p className={classes.note}>{field.sources.join(", ")}</p>
              </td>
              <td className={table.end}>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t("fields.editOf", { name: labelOf(field, "en") })}
                  onClick={() => onEdit(field)}
                >
                  {t("fields.edit")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Content() {
  const { t } = useTranslation("metadata");
  const fields = useQuery(fieldsQuery);
  const [editing, setEditing] = useState<{ field: Field | undefined } | null>(null);
  return (
    <Page
      title={t("fields.title")}
      lead={t("fields.lead")}
      actions={
        <>
          <Button variant="default" renderRoot={(props) => <Link to="/vocabularies" {...props} />}>
            {t("fields.toVocabularies")}
          </Button>
          <Button
            leftSection={<Plus size={16} aria-hidden />}
            onClick={() => setEditing({ field: undefined })}
          >
            {t("fields.add")}
          </Button>
        </>
      }
    >
      {fields.isError && <ErrorPanel error={fields.error} onRetry={() => void fields.refetch()} />}
      {fields.isPending && <Skeleton height={320} />}
      {fields.data !== undefined && <Rows fields={fields.data} onEdit={(field) => setEditing({ field })} />}
      <FormDialog
        title={t(editing?.field === undefined ? "fields.add" : "fields.edit")}
        opened={editing !== null}
        onClose={() => setEditing(null)}
      >
        {editing !== null && <FieldForm field={editing.field} onClose={() => setEditing(null)} />}
      </FormDialog>
    </Page>
  );
}

export function FieldsPage() {
  const { t } = useTranslation("metadata");
  return (
    <PermissionGate permission="manage_fields" title={t("fields.title")}>
      <Content />
    </PermissionGate>
  );
}
