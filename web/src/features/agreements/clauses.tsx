/** The words of a paper: quotes with their page. A chosen one shows which rules rest on it. */
import { ActionIcon, Alert, Button, NumberInput, Select, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { FileText, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import type { Agreement, Clause } from "@/api/types";
import { confirm } from "@/ui/feedback/confirm";
import { Panel } from "@/ui/page";
import classes from "./agreements.module.css";
import forms from "./forms.module.css";
import { fileAddress } from "./papers/queries";
import { createClause, deleteClause, useRightsChanged } from "./queries";
import "./papers/texts";
import "./texts";

type Props = {
  agreement: Agreement;
  mayEdit: boolean;
  chosen: string | null;
  onChoose: (clause: string | null) => void;
};

export function NewClauseForm({ agreement, onDone }: { agreement: Agreement; onDone: () => void }) {
  const { t } = useTranslation(["agreements", "ui", "papers"]);
  const [quote, setQuote] = useState("");
  // A paper with one file is where the words stand.
  const [file, setFile] = useState<string | null>(
    agreement.documents.length === 1 ? (agreement.documents[0]?.id ?? null) : null,
  );
  const [page, setPage] = useState<string | number>("");
  const changed = useRightsChanged();
  const save = useMutation({
    mutationFn: () =>
      createClause(agreement.id, {
        quote: quote.trim(),
        ...(Number(page) > 0 ? { page: Number(page) } : {}),
        ...(file === null ? {} : { document: file }),
      }),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  return (
    <form
      className={forms.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (quote.trim() !== "") save.mutate();
      }}
    >
      {save.error !== null && (
        <Alert color="red" role="alert">
          {sentenceOf(save.error)}
        </Alert>
      )}
      <Textarea
        data-autofocus
        label={t("evidence.words")}
        autosize
        minRows={3}
        value={quote}
        onChange={(event) => setQuote(event.currentTarget.value)}
      />
      <NumberInput label={t("evidence.page")} min={1} hideControls w={120} value={page} onChange={setPage} />
      {agreement.documents.length > 0 && (
        <Select
          label={t("papers:quoteFile")}
          placeholder={t("papers:quoteFileNone")}
          data={agreement.documents.map((one) => ({ value: one.id, label: one.title }))}
          value={file}
          onChange={setFile}
          clearable
        />
      )}
      <div className={forms.footer}>
        <Button variant="default" onClick={onDone}>
          {t("ui:cancel")}
        </Button>
        <Button type="submit" loading={save.isPending} disabled={quote.trim() === ""}>
          {t("clauses.record")}
        </Button>
      </div>
    </form>
  );
}

/** The file the words stand in, in the version they were quoted from. */
function FileLink({ agreement, clause }: { agreement: Agreement; clause: Clause }) {
  const { t } = useTranslation("papers");
  const { document } = clause;
  if (document == null) return null;
  const title = agreement.documents.find((one) => one.id === document.id)?.title ?? t("files.title");
  const label = t("inFile", { title, version: document.version });
  return (
    <ActionIcon
      component="a"
      href={fileAddress(agreement.id, document.id, document.version)}
      download
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
    >
      <FileText size={15} aria-hidden />
    </ActionIcon>
  );
}

export function Clauses({ agreement, mayEdit, chosen, onChoose }: Props) {
  const { t } = useTranslation("agreements");
  const [adding, setAdding] = useState(false);
  const changed = useRightsChanged();
  const remove = useMutation({
    mutationFn: (clause: string) => deleteClause(agreement.id, clause),
    onSuccess: changed,
  });
  const rules = [
    ...agreement.grants,
    ...agreement.restrictions,
    ...agreement.waivers,
    ...agreement.revocations,
  ];
  const askRemove = async (id: string) => {
    const yes = await confirm({
      title: t("clauses.removeTitle"),
      message: t("clauses.removeText"),
      action: t("clauses.remove"),
      danger: true,
    });
    if (yes) remove.mutate(id);
  };
  return (
    <Panel
      title={t("clauses.title")}
      actions={
        mayEdit && !adding ? (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {t("clauses.add")}
          </Button>
        ) : undefined
      }
    >
      {remove.error !== null && (
        <Alert color="red" role="alert" mb="sm">
          {sentenceOf(remove.error)}
        </Alert>
      )}
      {agreement.clauses.length === 0 && !adding && <p className={forms.hint}>{t("clauses.empty")}</p>}
      <ul className={classes.clauses}>
        {agreement.clauses.map((clause) => {
          const count = rules.filter((rule) => rule.clause_id === clause.id).length;
          return (
            <li key={clause.id} data-chosen={chosen === clause.id}>
              <button
                type="button"
                aria-pressed={chosen === clause.id}
                onClick={() => onChoose(chosen === clause.id ? null : clause.id)}
              >
                <q>{clause.quote}</q>
                <span className={classes.clauseFoot}>
                  {clause.page === null ? t("clauses.noPage") : t("clauses.page", { page: clause.page })}
                  {" · "}
                  {t("clauses.rules", { count })}
                </span>
              </button>
              {clause.document != null && <FileLink agreement={agreement} clause={clause} />}
              {mayEdit && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t("clauses.remove")}
                  onClick={() => void askRemove(clause.id)}
                >
                  <Trash2 size={15} aria-hidden />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      {adding && <NewClauseForm agreement={agreement} onDone={() => setAdding(false)} />}
    </Panel>
  );
}
