/** Records money that is due, corrects it, or says that it was paid. */
import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, Fact } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { EvidenceField, evidenceComplaint } from "../evidence-field";
import forms from "../forms.module.css";
import { evidenceOf, recordEvidence, serverErrors } from "../grant-dialog";
import { createRule, replaceRule, useRightsChanged } from "../queries";
import { ReasonField, reasonBody } from "../reason-field";
import { amountOf, minorOf } from "./money-words";
import "./texts";
import "../texts";

type Props = { agreement: Agreement; fee?: Fact; opened: boolean; onClose: () => void };

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function Form({ agreement, fee, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["papers", "agreements"]);
  const was = fee?.body ?? {};
  const [draft, setDraft] = useState(() => {
    const currency = textOf(was.currency) || "EUR";
    const [what, due, settled] = [textOf(was.what), textOf(was.due_on), textOf(was.settled_on)];
    return { what, currency, amount: amountOf(was.amount_minor, currency), due, settled };
  });
  const [evidence, setEvidence] = useState(() => evidenceOf(fee));
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const change = (next: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...next }));
  const currency = draft.currency.trim().toUpperCase();
  const minor = minorOf(draft.amount, currency);
  const missing = evidenceComplaint(evidence);
  const save = useMutation({
    mutationFn: async () => {
      const body = {
        amount_minor: minor,
        currency,
        what: draft.what.trim(),
        due_on: draft.due === "" ? null : draft.due,
        settled_on: draft.settled === "" ? null : draft.settled,
      };
      const grounds = await recordEvidence(agreement.id, evidence);
      return fee === undefined
        ? createRule(agreement.id, "fees", { body, ...grounds })
        : replaceRule(agreement.id, "fees", fee.id, { body, ...grounds, ...reasonBody(reason) });
    },
    onSuccess: onClose,
    onSettled: changed,
  });
  const errors: Partial<Record<string, string>> = serverErrors(save.error);
  if (asked && draft.what.trim() === "") errors.what = t("agreements:complaint.fill");
  if (asked && minor === null) errors.amount_minor = t("agreements:complaint.capLimit");
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (draft.what.trim() !== "" && minor !== null && missing === null) save.mutate();
      }}
      onCancel={onClose}
      action={fee === undefined ? t("money.record") : t("agreements:grant.correct")}
      isSending={save.isPending}
      error={save.error}
    >
      <TextInput
        data-autofocus
        label={t("money.what")}
        description={t("money.whatHint")}
        value={draft.what}
        onChange={(event) => change({ what: event.currentTarget.value })}
        error={errors.what}
      />
      <div className={forms.pair}>
        <TextInput
          label={t("money.amount")}
          inputMode="decimal"
          value={draft.amount}
          onChange={(event) => change({ amount: event.currentTarget.value })}
          error={errors.amount_minor}
        />
        <TextInput
          label={t("money.currency")}
          description={t("money.currencyHint")}
          maxLength={3}
          value={draft.currency}
          onChange={(event) => change({ currency: event.currentTarget.value })}
          error={errors.currency}
        />
        <DayField
          label={t("money.due")}
          description={t("money.dueHint")}
          value={draft.due}
          onChange={(due) => change({ due })}
          error={errors.due_on}
        />
        <DayField
          label={t("money.settled")}
          description={t("money.settledHint")}
          value={draft.settled}
          onChange={(settled) => change({ settled })}
          error={errors.settled_on}
        />
      </div>
      <EvidenceField
        draft={evidence}
        onChange={(next) => setEvidence((now) => ({ ...now, ...next }))}
        clauses={agreement.clauses}
        error={asked && missing !== null ? t(`agreements:evidence.missing.${missing}`) : undefined}
      />
      {fee !== undefined && <ReasonField value={reason} onChange={setReason} />}
    </DialogForm>
  );
}

export function FeeDialog(props: Props) {
  const { t } = useTranslation("papers");
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      size={600}
      title={props.fee === undefined ? t("money.feeTitle") : t("money.changeFee")}
    >
      <Form {...props} />
    </FormDialog>
  );
}
