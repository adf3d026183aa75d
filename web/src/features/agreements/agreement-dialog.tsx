/** A new paper, or a change to the header of one. A change made by somebody else in the meantime is never overwritten. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasCode, ProblemError, sentenceOf } from "@/api/problem";
import type { Agreement, AgreementKind } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { emptyHeader, headerBody, headerOf } from "./agreement-draft";
import { AgreementFields } from "./agreement-fields";
import { ImpactPreview } from "./impact";
import { changeTo } from "./possible-changes";
import { agreementQuery, changeAgreement, createAgreement, rightsChanged } from "./queries";
import "./texts";

type Props = {
  agreement?: Agreement;
  /** Preset kind of a new one. */
  kind?: AgreementKind;
  opened: boolean;
  onClose: () => void;
  onSaved?: (saved: Agreement) => void;
};

function Form({ agreement, kind, onClose, onSaved }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const queries = useQueryClient();
  const [seen, setSeen] = useState(agreement);
  const [draft, setDraft] = useState(() =>
    agreement === undefined ? { ...emptyHeader, kind: kind ?? emptyHeader.kind } : headerOf(agreement),
  );
  const [asked, setAsked] = useState(false);
  const missing = {
    ...(draft.reference.trim() === "" ? { reference: t("complaint.fill") } : {}),
    ...(draft.title.trim() === "" ? { title: t("complaint.fill") } : {}),
  };
  const save = useMutation({
    mutationFn: () =>
      seen === undefined ? createAgreement(headerBody(draft)) : changeAgreement(seen, headerBody(draft)),
    onSuccess: async (saved) => {
      await rightsChanged(queries);
      onClose();
      onSaved?.(saved);
    },
  });
  const field = save.error instanceof ProblemError ? save.error.problem.field : undefined;
  const stale = hasCode(save.error, "precondition.failed");
  const statusChange =
    seen === undefined || seen.status === draft.status ? undefined : changeTo(draft.status);
  const reload = async () => {
    if (seen === undefined) return;
    const fresh = await queries.fetchQuery({ ...agreementQuery(seen.id), staleTime: 0 });
    setSeen(fresh);
    setDraft(headerOf(fresh));
    save.reset();
  };
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (Object.keys(missing).length === 0) save.mutate();
      }}
      onCancel={onClose}
      action={agreement === undefined ? t("new.create") : t("header.save")}
      isSending={save.isPending}
      error={field == null || field === "" ? save.error : null}
      aboutError={
        stale && (
          <div>
            <Button mt="xs" size="compact-sm" variant="default" onClick={() => void reload()}>
              {t("header.reload")}
            </Button>
          </div>
        )
      }
    >
      <AgreementFields
        draft={draft}
        onChange={(next) => setDraft((now) => ({ ...now, ...next }))}
        errors={{
          ...(field == null ? {} : { [field]: sentenceOf(save.error) }),
          ...(asked ? missing : {}),
        }}
      />
      {seen !== undefined && statusChange !== undefined && (
        <ImpactPreview agreement={seen.id} change={{ change: statusChange }} />
      )}
    </DialogForm>
  );
}

export function AgreementDialog(props: Props) {
  const { t } = useTranslation(["agreements", "ui"]);
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      size={680}
      title={props.agreement === undefined ? t("new.title") : t("header.change")}
    >
      <Form {...props} />
    </FormDialog>
  );
}
