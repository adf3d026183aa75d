/** Records that a grant was taken back, or corrects such a record. What was cleared by it stops being cleared; live uses are reviewed at once. */

import { Alert, Checkbox, NumberInput, Radio, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { Agreement, Fact } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { withReadableDates } from "@/ui/server-words";
import { EvidenceField, evidenceComplaint } from "./evidence-field";
import classes from "./forms.module.css";
import { evidenceOf, recordEvidence, serverErrors } from "./grant-dialog";
import { rightsPolicyQuery } from "./house-rules/queries";
import { ImpactPreview } from "./impact";
import { createRule, replaceRule, useRightsChanged } from "./queries";
import { ReasonField, reasonBody } from "./reason-field";
import {
  isPartMissing,
  otherThanRevoked,
  partOf,
  type RevocationTarget,
  type RevokedPart,
  revocationTargets,
  revokedBody,
  targetOf,
} from "./revocation-draft";
import { ScopeFields } from "./scope-fields";
import "./texts";

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

/** What is taken back: the grant, everything granted of its right, or the whole agreement. */
function Taken(props: {
  grant: Fact;
  target: RevocationTarget;
  onTarget: (target: RevocationTarget) => void;
}) {
  const { t } = useTranslation("agreements");
  return (
    <>
      <p className={classes.preview}>
        <span>{t("revocation.of")}</span>
        {withReadableDates(props.grant.summary)}
      </p>
      <Select
        label={t("revocation.target")}
        data={revocationTargets.map((value) => ({ value, label: t(`revocation.targets.${value}`) }))}
        value={props.target}
        allowDeselect={false}
        onChange={(target) => props.onTarget((target ?? "grant") as RevocationTarget)}
      />
    </>
  );
}

/** How much of it is taken back: all, or some channels, places, purposes or days. */
function Part(props: {
  part: RevokedPart;
  onChange: (next: (now: RevokedPart) => RevokedPart) => void;
  missing: boolean;
  error: unknown;
}) {
  const { part, onChange } = props;
  const { t } = useTranslation("agreements");
  const { data: reference } = useQuery(rightsReferenceQuery);
  return (
    <div className={classes.group}>
      <Checkbox
        label={t("revocation.partial")}
        description={t("revocation.partialHint")}
        checked={part.partial}
        error={props.missing ? t("revocation.partMissing") : undefined}
        onChange={({ currentTarget: { checked } }) => onChange((now) => ({ ...now, partial: checked }))}
      />
      {part.partial && reference !== undefined && (
        <ScopeFields
          reference={reference}
          draft={part.scope}
          onChange={(next) => onChange((now) => ({ ...now, scope: { ...now.scope, ...next } }))}
          errors={serverErrors(props.error)}
        />
      )}
    </div>
  );
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
  const [target, setTarget] = useState(() => targetOf(was, grant));
  const [part, setPart] = useState(() => partOf(was));
  // What the form does not show stays as it was recorded.
  const kept = grant === undefined ? was : otherThanRevoked(was);
  const body: Record<string, unknown> = { ...kept, ...revokedBody(target, grant, part), kind };
  for (const [key, moment] of [
    ["effective", effective],
    ["received_at", received],
  ] as const) {
    delete body[key];
    if (moment !== "") body[key] = moment;
  }
  delete body.grace_days;
  if (grace !== "" && Number(grace) > 0) body.grace_days = Number(grace);
  const noPart = isPartMissing(part);
  const complete = kind !== null && !(needsDay && effective === "") && missing === null && !noPart;
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
      {grant !== undefined && <Taken grant={grant} target={target} onTarget={setTarget} />}
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
      <Part part={part} onChange={setPart} missing={asked && noPart} error={save.error} />
      <EvidenceField
        draft={evidence}
        onChange={(next) => setEvidence((now) => ({ ...now, ...next }))}
        clauses={agreement.clauses}
        error={asked && missing !== null ? t(`evidence.missing.${missing}`) : undefined}
      />
      {rule !== undefined && <ReasonField value={reason} onChange={setReason} />}
      {kind !== null && !(needsDay && effective === "") && !noPart && (
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
