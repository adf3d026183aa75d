/** One change for many assets, or a table of them: shown first, made after. */
import { Button, FileButton, Select, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Download, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkEdit, BulkOutcome, TableOutcome } from "@/api/types";
import { PermissionGate } from "@/ui/access/permission-gate";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import { Page } from "@/ui/page";
import table from "@/ui/table.module.css";
import classes from "./metadata.module.css";
import { exportTable, fieldsQuery, makeBulkEdit, previewBulkEdit, sendTable } from "./queries";
import { idsOf, labelOf, textOf, typedValue } from "./values";
import "./texts";

type Difference = BulkOutcome["assets"][number];

function Differences({ assets }: { assets: readonly Difference[] }) {
  const { t } = useTranslation("metadata");
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("bulk.asset")}</th>
            <th scope="col">{t("bulk.change")}</th>
          </tr>
        </thead>
        <tbody>
          {assets.map((one) => (
            <tr key={one.asset}>
              <td>{one.title === "" ? one.asset : one.title}</td>
              <td>
                {one.refused != null && t("bulk.refused", { why: one.refused })}
                {one.refused == null && one.changes.length === 0 && t("bulk.same")}
                {one.changes.map((change) => (
                  <div key={change.field}>
                    {t("changed", {
                      name: change.field,
                      before: textOf(change.before) === "" ? t("nothing") : `“${textOf(change.before)}”`,
                      after: textOf(change.after) === "" ? t("nothing") : `“${textOf(change.after)}”`,
                    })}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useRefresh() {
  const queries = useQueryClient();
  return () => Promise.all(["assets", "search"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}

function Edit({ assets }: { assets: string[] }) {
  const { t, i18n } = useTranslation("metadata");
  const refresh = useRefresh();
  const fields = useQuery(fieldsQuery);
  const [key, setKey] = useState<string | null>(null);
  const [action, setAction] = useState<BulkEdit["changes"][number]["action"]>("set");
  const [text, setText] = useState("");
  const usable = (fields.data ?? []).filter((one) => !one.retired);
  const field = usable.find((one) => one.key === key);
  const isList = field?.kind === "list" || field?.kind === "multi_choice";
  const actions = isList ? (["set", "add", "remove", "clear"] as const) : (["set", "clear"] as const);
  const edit = (): BulkEdit => ({
    assets,
    changes: field === undefined ? [] : [{ field: field.key, action, value: typedValue(field, text) }],
  });
  const preview = useMutation({ mutationFn: () => previewBulkEdit(edit()), onError: sayProblem });
  const make = useMutation({
    mutationFn: () => makeBulkEdit(edit()),
    onSuccess: async (done) => {
      say(t("bulk.done", { count: done.changed }));
      preview.reset();
      await refresh();
    },
    onError: sayProblem,
  });
  const draft = (change: () => void) => {
    change();
    preview.reset();
  };
  return (
    <section className={classes.stack}>
      <h2>{t("bulk.edit", { count: assets.length })}</h2>
      <div className={classes.row}>
        <Select
          label={t("bulk.field")}
          searchable
          data={usable.map((one) => ({ value: one.key, label: labelOf(one, i18n.language) }))}
          value={key}
          onChange={(value) => draft(() => setKey(value))}
        />
        <Select
          label={t("bulk.action")}
          allowDeselect={false}
          data={actions.map((value) => ({ value, label: t(`bulk.actions.${value}`) }))}
          value={action}
          onChange={(value) => draft(() => setAction((value ?? "set") as typeof action))}
        />
        {action !== "clear" && (
          <Textarea
            label={t("bulk.value")}
            description={isList ? t("listHint") : undefined}
            autosize
            value={text}
            onChange={(event) => draft(() => setText(event.currentTarget.value))}
          />
        )}
        <Button
          variant="default"
          disabled={field === undefined}
          loading={preview.isPending}
          onClick={() => preview.mutate()}
        >
          {t("bulk.preview")}
        </Button>
      </div>
      {preview.data !== undefined && (
        <>
          <p aria-live="polite">
            {t("bulk.counts", {
              changed: preview.data.changed,
              unchanged: preview.data.unchanged,
              refused: preview.data.refused,
            })}
          </p>
          <Differences assets={preview.data.assets} />
          <div>
            <Button
              disabled={preview.data.changed === 0}
              loading={make.isPending}
              onClick={() => make.mutate()}
            >
              {t("bulk.make", { count: preview.data.changed })}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Problems({ outcome }: { outcome: TableOutcome }) {
  const { t } = useTranslation("metadata");
  if (outcome.problems.length === 0) return null;
  return (
    <ul>
      {outcome.problems.map((one) => (
        <li key={`${one.row} ${one.column}`}>
          {t("table.problem", { row: one.row, column: one.column ?? t("table.whole"), message: one.message })}
        </li>
      ))}
    </ul>
  );
}

function Table({ assets }: { assets: string[] }) {
  const { t } = useTranslation("metadata");
  const refresh = useRefresh();
  const [text, setText] = useState("");
  const preview = useMutation({ mutationFn: (sent: string) => sendTable(sent, false), onError: sayProblem });
  const make = useMutation({
    mutationFn: () => sendTable(text, true),
    onSuccess: async (done) => {
      say(t("bulk.done", { count: done.changed }));
      preview.reset();
      await refresh();
    },
    onError: sayProblem,
  });
  const save = useMutation({
    mutationFn: () => exportTable(assets),
    onSuccess: (blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = "fields.csv";
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onError: sayProblem,
  });
  const take = async (file: File | null) => {
    if (file === null) return;
    const sent = await file.text();
    setText(sent);
    preview.mutate(sent);
  };
  return (
    <section className={classes.stack}>
      <h2>{t("table.title")}</h2>
      <p className={classes.note}>{t("table.lead")}</p>
      <div className={classes.row}>
        <Button
          variant="default"
          leftSection={<Download size={16} aria-hidden />}
          disabled={assets.length === 0}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t("table.export", { count: assets.length })}
        </Button>
        <FileButton accept=".csv,text/csv" onChange={(file) => void take(file)}>
          {(props) => (
            <Button
              variant="default"
              leftSection={<Upload size={16} aria-hidden />}
              loading={preview.isPending}
              {...props}
            >
              {t("table.import")}
            </Button>
          )}
        </FileButton>
      </div>
      {preview.data !== undefined && (
        <>
          <p aria-live="polite">
            {t("table.counts", {
              changed: preview.data.changed,
              unchanged: preview.data.unchanged,
              problems: preview.data.problems.length,
            })}
          </p>
          <Problems outcome={preview.data} />
          <Differences assets={preview.data.assets} />
          <div>
            <Button
              disabled={preview.data.changed === 0}
              loading={make.isPending}
              onClick={() => make.mutate()}
            >
              {t("bulk.make", { count: preview.data.changed })}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

export function BulkPage() {
  const { t } = useTranslation("metadata");
  const search = useSearch({ from: "/shell/bulk-edit" });
  const assets = idsOf(search.assets);
  return (
    <PermissionGate permission="edit_assets" title={t("bulk.title")}>
      <Page title={t("bulk.title")} lead={t("bulk.lead")}>
        <div className={classes.stack}>
          {assets.length > 0 && <Edit assets={assets} />}
          <Table assets={assets} />
        </div>
      </Page>
    </PermissionGate>
  );
}
