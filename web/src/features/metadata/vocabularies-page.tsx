/** The vocabularies: allowed words for fields, in order, with their names in several languages. For administrators. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BookA, ChevronLeft, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Vocabulary } from "@/api/types";
import { PermissionGate } from "@/ui/access/permission-gate";
import { FormPanel } from "@/ui/dialog/form-panel";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page } from "@/ui/page";
import table from "@/ui/table.module.css";
import classes from "./metadata.module.css";
import { fieldsQuery, vocabulariesQuery } from "./queries";
import { labelOf } from "./values";
import { VocabularyForm } from "./vocabulary-form";
import "./texts";

function Row({ vocabulary, onEdit }: { vocabulary: Vocabulary; onEdit: () => void }) {
  const { t } = useTranslation("metadata");
  const fields = useQuery(fieldsQuery);
  const name = labelOf(vocabulary, "en");
  const retired = vocabulary.terms.filter((term) => term.retired).length;
  const users = (fields.data ?? []).filter((field) => field.vocabulary === vocabulary.key);
  const first = vocabulary.terms.slice(0, 6).map((term) => labelOf(term, "en"));
  return (
    <tr>
      <td>
        <div className={table.strong}>{name}</div>
        <div className={table.faint}>{vocabulary.key}</div>
      </td>
      <td>
        <div>
          {t("vocabularies.count", { count: vocabulary.terms.length })}
          {retired > 0 && `, ${t("vocabularies.retiredCount", { count: retired })}`}
        </div>
        <p className={classes.note}>
          {first.join(", ")}
          {vocabulary.terms.length > first.length && " …"}
        </p>
      </td>
      <td className={table.minor}>
        {users.length === 0
          ? t("vocabularies.unused")
          : users.map((field) => labelOf(field, "en")).join(", ")}
      </td>
      <td className={table.end}>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t("vocabularies.editOf", { name })}
          onClick={onEdit}
        >
          {t("fields.edit")}
        </Button>
      </td>
    </tr>
  );
}

function Rows({ all, onEdit }: { all: readonly Vocabulary[]; onEdit: (one: Vocabulary) => void }) {
  const { t } = useTranslation("metadata");
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("fields.label")}</th>
            <th scope="col">{t("vocabularies.words")}</th>
            <th scope="col" className={table.minor}>
              {t("vocabularies.usedBy")}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t("fields.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <Row key={one.key} vocabulary={one} onEdit={() => onEdit(one)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Content() {
  const { t } = useTranslation("metadata");
  const list = useQuery(vocabulariesQuery);
  const [editing, setEditing] = useState<{ vocabulary: Vocabulary | undefined } | null>(null);
  const close = () => setEditing(null);
  return (
    <Page
      title={t("vocabularies.title")}
      lead={t("vocabularies.lead")}
      actions={
        <Button
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() => setEditing({ vocabulary: undefined })}
        >
          {t("vocabularies.add")}
        </Button>
      }
    >
      <Link to="/fields" className={classes.back}>
        <ChevronLeft size={16} aria-hidden />
        {t("fields.title")}
      </Link>
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={200} />}
      {list.data?.length === 0 && (
        <EmptyState icon={BookA} title={t("vocabularies.none")}>
          {t("vocabularies.noneText")}
        </EmptyState>
      )}
      {list.data !== undefined && list.data.length > 0 && (
        <Rows all={list.data} onEdit={(vocabulary) => setEditing({ vocabulary })} />
      )}
      <FormPanel
        title={t(editing?.vocabulary === undefined ? "vocabularies.add" : "vocabularies.change")}
        opened={editing !== null}
        onClose={close}
        size={720}
      >
        {editing !== null && <VocabularyForm vocabulary={editing.vocabulary} onClose={close} />}
      </FormPanel>
    </Page>
  );
}

export function VocabulariesPage() {
  const { t } = useTranslation("metadata");
  return (
    <PermissionGate permission="manage_fields" title={t("vocabularies.title")}>
      <Content />
    </PermissionGate>
  );
}
