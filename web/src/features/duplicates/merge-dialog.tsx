/** A merge before it is made: what is merged, what the kept asset says afterwards, and what follows for its rights. */
import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Impact, MergePreview } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormPanel } from "@/ui/dialog/form-panel";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say } from "@/ui/feedback/undo-toast";
import { Thumb } from "@/ui/thumb/thumb";
import classes from "./duplicates.module.css";
import type { MergeWish } from "./group";
import { mergePreviewQuery, useMerge } from "./queries";
import "./texts";

type Props = {
  wish: MergeWish;
  onClose: () => void;
  /** How what follows for rights is shown: another room knows. */
  showImpact: (impact: Impact) => ReactNode;
};

function words(value: unknown, nothing: string): string {
  if (value === null || value === undefined || value === "") return nothing;
  if (Array.isArray(value)) return value.map(String).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function Sources({ preview }: { preview: MergePreview }) {
  const { t } = useTranslation("duplicates");
  return (
    <section>
      <h3>{t("dialog.sources")}</h3>
      <ul className={classes.plain}>
        {preview.sources.map((source) => (
          <li key={source.asset.id} className={classes.source}>
            <Thumb src={source.asset.thumbnail_url} color={source.asset.color} size={44} />
            <div>
              <strong>{source.asset.title}</strong>
              <span className={classes.faint}>
                {t(source.is_same_bytes ? "dialog.sameBytes" : "dialog.otherBytes")}
                {" · "}
                {t(source.binds ? "dialog.binds" : "dialog.nothingOnRecord")}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ preview }: { preview: MergePreview }) {
  const { t } = useTranslation("duplicates");
  const nothing = t("dialog.nothing");
  return (
    <section>
      <h3>{t("dialog.words")}</h3>
      {preview.fields.length === 0 && <p className={classes.faint}>{t("dialog.wordsStay")}</p>}
      <dl className={classes.words}>
        {preview.fields.map((one) => (
          <div key={one.field}>
            <dt>{one.field.replaceAll("_", " ")}</dt>
            <dd>
              <del>{words(one.before, nothing)}</del>
              <ins>{words(one.after, nothing)}</ins>
            </dd>
          </div>
        ))}
      </dl>
      {preview.collections.length > 0 && (
        <p>{t("dialog.collections", { names: preview.collections.map((one) => one.name).join(", ") })}</p>
      )}
      {preview.newly_seen_by.length > 0 && (
        <p className={classes.warning}>{t("dialog.seenBy", { names: preview.newly_seen_by.join(", ") })}</p>
      )}
    </section>
  );
}

function Shown({ preview, showImpact }: { preview: MergePreview; showImpact: Props["showImpact"] }) {
  const { t } = useTranslation("duplicates");
  return (
    <>
      <Sources preview={preview} />
      <Words preview={preview} />
      <section>
        <h3>{t("dialog.rights")}</h3>
        {preview.needs_review && <p className={classes.warning}>{t("dialog.review")}</p>}
        {preview.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {preview.standing.length > 0 && <p>{t("dialog.standing", { count: preview.standing.length })}</p>}
        {showImpact(preview.rights)}
      </section>
    </>
  );
}

export function MergeDialog({ wish, onClose, showImpact }: Props) {
  const { t } = useTranslation("duplicates");
  const from = wish.from.map((one) => one.asset.id);
  const { title, id } = wish.kept.asset;
  const preview = useQuery(mergePreviewQuery(id, from));
  const merge = useMerge(() => {
    say(t("merged", { count: from.length, title }));
    onClose();
  });
  return (
    <FormPanel opened onClose={onClose} title={t("dialog.title", { title })}>
      <DialogForm
        onSubmit={() => {
          if (preview.data !== undefined) merge.mutate({ kept: id, from, revision: preview.data.revision });
        }}
        onCancel={onClose}
        action={t("dialog.act")}
        isSending={merge.isPending}
        disabled={preview.data === undefined}
        error={merge.error}
      >
        <div className={classes.dialog} aria-busy={preview.isFetching}>
          <p>{t("dialog.hint", { title })}</p>
          {preview.isPending && (
            <p role="status" className={classes.waiting}>
              <Loader size="xs" aria-hidden />
              {t("dialog.asking")}
            </p>
          )}
          {preview.isError && <ErrorPanel error={preview.error} onRetry={() => void preview.refetch()} />}
          {preview.data !== undefined && <Shown preview={preview.data} showImpact={showImpact} />}
        </div>
      </DialogForm>
    </FormPanel>
  );
}
