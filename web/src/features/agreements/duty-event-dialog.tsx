/** Records what became of a duty: settled, refused, waived, with who says so, when, and what shows it. */
import { Radio, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, DutyOwed, Fact } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { withReadableDates } from "@/ui/server-words";
import classes from "./forms.module.css";
import { serverErrors } from "./grant-dialog";
import { type DutyState, dutyEventBody, dutyName, dutyStates, happeningOf } from "./happening-draft";
import { createRule, replaceRule, useRightsChanged } from "./queries";
import { ReasonField, reasonBody } from "./reason-field";
import "./texts";

type Props = {
  agreement: Agreement;
  duty: DutyOwed;
  /** The event to correct; left out, a new one is recorded. */
  event?: Fact;
  /** What is meant from the start. */
  state?: DutyState;
  /** False for those who may not say what could clear a use. */
  mayClear: boolean;
  opened: boolean;
  onClose: () => void;
};

function Form({ agreement, duty, event, state, mayClear, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const [draft, setDraft] = useState(() => happeningOf(event?.body ?? {}, state));
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const change = (next: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...next }));
  const needsProof = draft.state === "fulfilled" && duty.evidence_needed != null;
  const noProof = needsProof && draft.evidence.trim() === "";
  const save = useMutation({
    mutationFn: () => {
      const body = { body: dutyEventBody(duty.id, draft) };
      return event === undefined
        ? createRule(agreement.id, "duty_events", body)
        : replaceRule(agreement.id, "duty_events", event.id, { ...body, ...reasonBody(reason) });
    },
    onSuccess: onClose,
    onSettled: changed,
  });
  const errors = serverErrors(save.error);
  const grants = agreement.grants.filter((grant) => duty.grants.includes(grant.id));
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (draft.state !== "" && !noProof) save.mutate();
      }}
      onCancel={onClose}
      action={event === undefined ? t("duties.record") : t("grant.correct")}
      isSending={save.isPending}
      error={save.error}
    >
      <p className={classes.preview}>
        <span>{t("duties.duty")}</span>
        {dutyName(duty)}
      </p>
      <Radio.Group
        label={t("duties.became")}
        value={draft.state === "" ? null : draft.state}
        onChange={(next) => change({ state: next })}
        error={asked && draft.state === "" ? t("complaint.chooseOne") : undefined}
      >
        <div className={classes.checks} style={{ marginTop: 6 }}>
          {dutyStates
            .filter((one) => mayClear || one === "refused" || one === "breached")
            .map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`duties.states.${one}`)}
                description={t(`duties.stateHints.${one}`)}
              />
            ))}
        </div>
      </Radio.Group>
      {grants.length > 1 && (
        <Select
          label={t("duties.forGrant")}
          data={[
            { value: "", label: t("duties.allGrants", { count: grants.length }) },
            ...grants.map((grant) => ({ value: grant.id, label: withReadableDates(grant.summary) })),
          ]}
          value={draft.grant}
          allowDeselect={false}
          onChange={(grant) => change({ grant: grant ?? "" })}
          error={errors.grant}
        />
      )}
      <div className={classes.pair}>
        <TextInput
          label={t("duties.by")}
          description={t("duties.byHint")}
          value={draft.by}
          onChange={(input) => change({ by: input.currentTarget.value })}
          error={errors.by}
        />
        <DayField
          label={t("duties.on")}
          description={t("duties.onHint")}
          value={draft.on}
          onChange={(on) => change({ on })}
          error={errors.at}
        />
      </div>
      <Textarea
        label={t("duties.evidence")}
        description={duty.evidence_needed ?? t("duties.evidenceHint")}
        autosize
        minRows={2}
        value={draft.evidence}
        onChange={(input) => change({ evidence: input.currentTarget.value })}
        error={errors.evidence ?? (asked && noProof ? t("duties.proofNeeded") : undefined)}
      />
      <Textarea
        label={t("terms.note")}
        autosize
        minRows={1}
        value={draft.note}
        onChange={(input) => change({ note: input.currentTarget.value })}
      />
      {event !== undefined && <ReasonField value={reason} onChange={setReason} />}
    </DialogForm>
  );
}

export function DutyEventDialog(props: Props) {
  const { t } = useTranslation("agreements");
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      size={600}
      title={props.event === undefined ? t("duties.newTitle") : t("duties.changeTitle")}
    >
      <Form {...props} />
    </FormDialog>
  );
}
