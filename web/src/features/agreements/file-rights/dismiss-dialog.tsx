/** Asks why a statement of a file is left out. */
import { Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { useRightsChanged } from "../queries";
import { dismissStatements } from "./queries";
import "./texts";

type Props = { asset: string; statement: string | null; onClose: () => void };

function Form({ asset, statement, onClose }: Props & { statement: string }) {
  const { t } = useTranslation("fileRights");
  const changed = useRightsChanged();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const dismiss = useMutation({
    mutationFn: () => dismissStatements(asset, [statement], reason.trim()),
    onSuccess: onClose,
    onSettled: changed,
  });
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (reason.trim() !== "") dismiss.mutate();
      }}
      onCancel={onClose}
      action={t("dismissal.action")}
      isSending={dismiss.isPending}
      error={dismiss.error}
    >
      <Textarea
        data-autofocus
        label={t("dismissal.reason")}
        description={t("dismissal.hint")}
        maxLength={500}
        autosize
        minRows={2}
        value={reason}
        error={asked && reason.trim() === "" ? t("dismissal.missing") : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

export function DismissDialog({ asset, statement, onClose }: Props) {
  const { t } = useTranslation("fileRights");
  return (
    <FormDialog opened={statement !== null} onClose={onClose} title={t("dismissal.title")}>
      {statement !== null && <Form asset={asset} statement={statement} onClose={onClose} />}
    </FormDialog>
  );
}
