/** Records that a grant was taken back, or corrects such a record. What was cleared by it stops being cleared; live uses are reviewed at once. */

import { Alert, NumberInput, Radio, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, Fact } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { withReadableDates } from "@/ui/server-words";
import { EvidenceField, evidenceComplaint } from "./evidence-field";
import classes from "./forms.module.css";
import { evidenceOf, recordEvidence } from "./grant-dialog";
import { rightsPolicyQuery } from "./house-rules/queries";
import { ImpactPreview } from "./impact";
import { createRule, replaceRule, useRightsChanged } from "./queries";
import { ReasonField, reasonBody } from "./reason-field";

type Props = {
  agreement: Agreement;
  /** The grant that was taken back; nothing where everything was. */
  grant: Fact | undefined;
  /** The record to correct; left out, a new one is made. */
  rule?: Fact;
  opened: boolean;
  onClose: () => void;
};

/** A whole day, or the instant at a time of the reader's own clock; empty without a day. */
export function momentText(day: string, time: string): string {
  if (day === "" || time === "") return day;
  const instant = new Date(`${day}T${time}`);
  return Number.isNaN(instant.getTime()) ? day : instant.toISOString().replace(".000Z", "Z");
}

/** The day and the time of the reader's own clock of what [`momentText`] made; without a time where a whole day was meant. */
export function dayAndTime(moment: string): { day: string; time: string } {
  if (!moment.includes("T")) return { day: moment, time: "" };
  const instant = new Date(moment);
  if (Number.isNaN(instant.getTime())) return { day: moment.slice(0, 10), time: "" };
  const two = (part: number) => String(part).padStart(2, "0");
  return {
    day: `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`,
    time: `${two(instant.getHours())}:${two(instant.getMinutes())}`,
  };
}

const kinds = ["prospective", "breach", "ab_initio", "disputed"] as const;

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function Form({ agreement, grant, rule, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const was = rule?.body ?? {};
  const begun = dayAndTime(text(was.effective));
  const [kind, setKind] = useState<string | null>(
    rule === undefined ? null : text(was.kind) || "prospective",
  );
  const [day, setDay] = useState(begun.day);
  const [time, setTime] = useState(begun.time);
  // Untouched it stays to the second.
  const untouched = day === begun.day && time === begun.time;
  const effective = untouched ? text(was.effective) : momentText(day, time);
  const [received, setReceived] = useState(text(was.received_at).slice(0, 10));
  const { data: policy } = useQuery(rightsPolicyQuery);
  const [typed, setTyped] = useState<string | number | null>(
    rule === undefined ? null : typeof was.grace_days === "number" ? was.grace_days : "",
  );
  // What the house gives itself, until somebody says otherwise.
  const grace = typed ?? policy?.withdrawal_grace_days ?? "";
  const [evidence, setEvidence] = useState(() => evidenceOf(rule));
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const needsDay = kind === "prospective" || kind === "breach";
  const missing = evidenceComplaint(evidence);
  // What the form does not show stays as it was recorded.
  const body: Record<string, unknown> = { ...was, kind };
  if (grant !== undefined) body.grant = grant.id;
  for (const [key, moment] of [
    ["effective", effective],
    ["received_at", received],
  ] as const) {
    delete body[key];
    if (moment !== "") body[key] = moment;
  }
  delete body.grace_days;
  if (grace !== "" && Number(grace) > 0) body.grace_days = Number(grace);
  const complete = kind !== null && !(needsDay && effective === "") && missing === null;
  const save = useMutation({
    mutationFn: async () => {
      const grounds = await recordEvidence(agreement.id, evidence);
      return rule === undefined
        ? createRule(agreement.id, "revocations", { body, ...grounds })
        : replaceRule(agreement.id, "revocations", rule.id, { body, ...grounds, ...reasonBody(reason) });
    },
    onSuccess: onClose,
    onSettled: changed,
  });
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (complete) save.mutate();
      }}
      onCancel={onClose}
      action={rule === undefined ? t("revocation.record") : t("grant.correct")}
      isSending={save.isPending}
      danger
      error={save.error}
    >
      {grant !== undefined && (
        <p className={classes.preview}>
          <span>{t("revocation.of")}</span>
          {withReadableDates(grant.summary)}
        </p>
      )}
      <Radio.Group
        label={t("revocation.kind")}
        value={kind}
        onChange={setKind}
        error={asked && kind === null ? t("complaint.chooseOne") : undefined}
      >
        <div className={classes.checks} style={{ marginTop: 6 }}>
          {kinds.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`revocation.kinds.${one}`)}
              description={t(`revocation.kindHints.${one}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <div className={classes.pair}>
        <DayField
          label={t("revocation.effective")}
          description={t("revocation.effectiveHint")}
          value={day}
          onChange={setDay}
          error={asked && needsDay && effective === "" ? t("complaint.day") : undefined}
        />
        <TextInput
          type="time"
          label={t("revocation.time")}
          description={t("revocation.timeHint")}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <DayField
          label={t("revocation.received")}
          description={t("revocation.receivedHint")}
          value={received}
          onChange={setReceived}
        />
        <NumberInput
          label={t("revocation.grace")}
          description={t("revocation.graceHint")}
          min={0}
          hideControls
          value={grace}
          onChange={setTyped}
        />
      </div>
      <EvidenceField
        draft={evidence}
        onChange={(next) => setEvidence((now) => ({ ...now, ...next }))}
        clauses={agreement.clauses}
        error={asked && missing !== null ? t(`evidence.missing.${missing}`) : undefined}
      />
      {rule !== undefined && <ReasonField value={reason} onChange={setReason} />}
      {kind !== null && !(needsDay && effective === "") && (
        <ImpactPreview
          agreement={agreement.id}
          change={{
            change: "facts",
            add: [{ kind: "revocation", body, ...(rule === undefined ? {} : { id: rule.id }) }],
          }}
        />
      )}
      <Alert color="yellow" variant="light">
        {t("revocation.warning")}
      </Alert>
    </DialogForm>
  );
}

export function RevocationDialog(props: Props) {
  const { t } = useTranslation(["agreements", "ui"]);
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      size={600}
      title={props.rule === undefined ? t("revocation.title") : t("revocation.changeTitle")}
    >
      <Form {...props} />
    </FormDialog>
  );
}
