/** Records what was used or reserved of a limit, uses outside this product too. */
import { NumberInput, Radio, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { Agreement, Cap, Fact } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import classes from "./forms.module.css";
import { serverErrors } from "./grant-dialog";
import { countsChannels, happeningOf, usageBody, usageStates } from "./happening-draft";
import { createRule, replaceRule, useRightsChanged } from "./queries";
import { ReasonField, reasonBody } from "./reason-field";
import "./texts";

type Props = {
  agreement: Agreement;
  cap: Cap;
  /** The entry to correct; left out, a new one is recorded. */
  entry?: Fact;
  /** False for those who may not give something back that was used. */
  mayClear: boolean;
  opened: boolean;
  onClose: () => void;
};

function Form({ agreement, cap, entry, mayClear, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const { data: reference } = useQuery(rightsReferenceQuery);
  const [draft, setDraft] = useState(() => happeningOf(entry?.body ?? {}, "consumed"));
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const change = (next: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...next }));
  const channels = countsChannels(cap);
  const lacks = channels ? draft.channel === "" : !(Number(draft.qty) > 0);
  const save = useMutation({
    mutationFn: () => {
      const body = usageBody(cap, draft);
      return entry === undefined
        ? createRule(agreement.id, "usage", { body })
        : replaceRule(agreement.id, "usage", entry.id, {
            body,
            ...reasonBody(reason),
          });
    },
    onSuccess: onClose,
    onSettled: changed,
  });
  const errors = serverErrors(save.error);
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (!lacks) save.mutate();
      }}
      onCancel={onClose}
      action={entry === undefined ? t("caps.record") : t("grant.correct")}
      isSending={save.isPending}
      error={save.error}
    >
      <p className={classes.hint}>
        {t("caps.left", { left: formatCount(Math.max(0, cap.remaining)), limit: formatCount(cap.limit) })}
      </p>
      <Radio.Group
        label={t("caps.kind")}
        value={draft.state}
        onChange={(state) => change({ state })}
        error={errors.state}
      >
        <div className={classes.checks} style={{ marginTop: 6 }}>
          {usageStates
            .filter((one) => one !== "released" || (mayClear && entry !== undefined))
            .map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`caps.states.${one}`)}
                description={t(`caps.stateHints.${one}`)}
              />
            ))}
        </div>
      </Radio.Group>
      {channels ? (
        <Select
          label={t("caps.channel")}
          data={(reference?.channels ?? []).map((one) => ({ value: one.key, label: one.name }))}
          value={draft.channel === "" ? null : draft.channel}
          onChange={(channel) => change({ channel: channel ?? "" })}
          searchable
          error={errors.channel ?? (asked && lacks ? t("complaint.choose") : undefined)}
        />
      ) : (
        <NumberInput
          data-autofocus
          label={t("caps.amount", { metric: cap.metric })}
          min={0}
          hideControls
          thousandSeparator=","
          value={draft.qty}
          onChange={(qty) => change({ qty: String(qty) })}
          error={errors.qty ?? (asked && lacks ? t("complaint.capLimit") : undefined)}
        />
      )}
      <div className={classes.pair}>
        <TextInput
          label={t("caps.where")}
          description={t("caps.whereHint")}
          value={draft.where}
          onChange={(event) => change({ where: event.currentTarget.value })}
          error={errors.where}
        />
        <TextInput
          label={t("caps.by")}
          description={t("caps.byHint")}
          value={draft.by}
          onChange={(event) => change({ by: event.currentTarget.value })}
          error={errors.by}
        />
        <DayField
          label={t("caps.from")}
          description={t("duties.onHint")}
          value={draft.on}
          onChange={(on) => change({ on })}
          error={errors.start}
        />
        <DayField
          label={t("caps.until")}
          description={t("duties.onHint")}
          value={draft.until}
          min={draft.on === "" ? undefined : draft.on}
          onChange={(until) => change({ until })}
          error={errors.end}
        />
      </div>
      <Textarea
        label={t("duties.evidence")}
        description={t("caps.evidenceHint")}
        autosize
        minRows={1}
        value={draft.evidence}
        onChange={(event) => change({ evidence: event.currentTarget.value })}
        error={errors.evidence}
      />
      {entry !== undefined && <ReasonField value={reason} onChange={setReason} />}
    </DialogForm>
  );
}

export function UsageDialog(props: Props) {
  const { t } = useTranslation("agreements");
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      size={600}
      title={props.entry === undefined ? t("caps.newTitle") : t("caps.changeTitle")}
    >
      <Form {...props} />
    </FormDialog>
  );
}
