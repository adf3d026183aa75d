/** A new paper, or a change to the header of one. A change made by somebody else in the meantime is never overwritten. */
import { Alert, Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasCode, ProblemError, sentenceOf } from "@/api/problem";
import type { Agreement } from "@/api/types";
import { AgreementFields, emptyHeader, headerBody, headerOf } from "./agreement-fields";
import classes from "./forms.module.css";
import { agreementQuery, changeAgreement, createAgreement, rightsChanged } from "./queries";

type Props = {
  agreement?: Agreement;
  opened: boolean;
  onClose: () => void;
  onSaved?: (saved: Agreement) => void;
};

function Form({ agreement, onClose, onSaved }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const queries = useQueryClient();
  const [seen, setSeen] = useState(agreement);
  const [draft, setDraft] = useState(() => (agreement === undefined ? emptyHeader : headerOf(agreement)));
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
  const reload = async () => {
    if (seen === undefined) return;
    const fresh = await queries.fetchQuery({ ...agreementQuery(seen.id), staleTime: 0 });
    setSeen(fresh);
    setDraft(headerOf(fresh));
    save.reset();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (Object.keys(missing).length === 0) save.mutate();
      }}
    >
      {save.error !== null && (field == null || field === "") && (
        <Alert color="red" role="alert" mb="md">
          {sentenceOf(save.error)}
          {stale && (
            <Button mt="xs" size="compact-sm" variant="default" onClick={() => void reload()}>
              {t("header.reload")}
            </Button>
          )}
        </Alert>
      )}
      <AgreementFields
        draft={draft}
        onChange={(next) => setDraft((now) => ({ ...now, ...next }))}
        errors={{
          ...(field == null ? {} : { [field]: sentenceOf(save.error) }),
          ...(asked ? missing : {}),
        }}
      />
      <div className={classes.footer}>
        <Button variant="default" onClick={onClose}>
          {t("ui:cancel")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {agreement === undefined ? t("new.create") : t("header.save")}
        </Button>
      </div>
    </form>
  );
}

export function AgreementDialog(props: Props) {
  const { t } = useTranslation(["agreements", "ui"]);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      centered
      size={680}
      title={props.agreement === undefined ? t("new.title") : t("header.change")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <Form {...props} />
    </Modal>
  );
}
