/** Erases what is known of somebody: their name typed, a reason, and afterwards the receipt, told once. */
import { Alert, Button, Code, List, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, sentenceOf } from "@/api/problem";
import type { Erasure, PersonShown } from "@/api/types";
import { CopyButton } from "@/ui/copy-button";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import forms from "../forms.module.css";
import { useRightsChanged } from "../queries";
import { erasePerson } from "./queries";
import "./texts";

type Props = { person: PersonShown; opened: boolean; onClose: () => void };

function Done({ done, onClose }: { done: Erasure; onClose: () => void }) {
  const { t } = useTranslation(["releases", "ui"]);
  return (
    <div className={forms.stack} role="status">
      <p className={forms.hint}>{t("erase.done")}</p>
      <div className={forms.group}>
        <span className={forms.label}>{t("erase.receipt")}</span>
        <Code block>{done.receipt}</Code>
        <p className={forms.hint}>{t("erase.receiptHint")}</p>
        <div>
          <CopyButton text={done.receipt} label={t("erase.copy")} />
        </div>
      </div>
      {done.still_named.length > 0 && (
        <Alert color="yellow" variant="light">
          {t("erase.stillNamed")}
          <List size="sm">
            {done.still_named.map((asset) => (
              <List.Item key={asset.id}>
                <Link to="/assets/$assetId" params={{ assetId: asset.id }}>
                  {asset.title}
                </Link>
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <div className={forms.footer}>
        <Button onClick={onClose}>{t("ui:close")}</Button>
      </div>
    </div>
  );
}

function Form({ person, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation("releases");
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const erase = useMutation({
    mutationFn: () => erasePerson(person.id, name.trim(), reason.trim()),
  });
  const close = async () => {
    onClose();
    await changed();
  };
  if (erase.data !== undefined) return <Done done={erase.data} onClose={() => void close()} />;
  const field = erase.error instanceof ProblemError ? erase.error.problem.field : undefined;
  const wrongName = name.trim() !== person.name.trim();
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (!wrongName && reason.trim() !== "") erase.mutate();
      }}
      onCancel={onClose}
      action={t("erase.act")}
      isSending={erase.isPending}
      danger
      error={field == null || field === "" ? erase.error : null}
    >
      <p className={forms.hint}>{t("erase.text")}</p>
      <Alert color="red" variant="light">
        {t("erase.warning")}
      </Alert>
      <TextInput
        data-autofocus
        label={t("erase.confirm", { name: person.name })}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={
          field === "confirm"
            ? sentenceOf(erase.error)
            : asked && wrongName
              ? t("erase.wrongName")
              : undefined
        }
      />
      <TextInput
        label={t("erase.reason")}
        description={t("erase.reasonHint")}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={
          field === "reason"
            ? sentenceOf(erase.error)
            : asked && reason.trim() === ""
              ? t("erase.reasonMissing")
              : undefined
        }
      />
    </DialogForm>
  );
}

export function EraseDialog(props: Props) {
  const { t } = useTranslation("releases");
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      size={560}
      title={t("erase.title", { name: props.person.name })}
    >
      <Form {...props} />
    </FormDialog>
  );
}
