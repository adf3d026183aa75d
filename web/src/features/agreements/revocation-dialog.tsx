/** Records that a grant was taken back. What was cleared by it stops being cleared; live uses are reviewed at once. */

import { Alert, NumberInput, Radio, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, Fact } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { EvidenceField, emptyEvidence, evidenceComplaint } from "./evidence-field";
import classes from "./forms.module.css";
import { recordEvidence } from "./grant-dialog";
import { rightsPolicyQuery } from "./house-rules/queries";
import { ImpactPreview } from "./impact";
import { createRule, useRightsChanged } from "./queries";

type Props = { agreement: Agreement; grant: Fact; opened: boolean; onClose: () => void };

/** A whole day, or the instant at a time of the reader's own clock; empty without a day. */
export function momentText(day: string, time: string): string {
  if (day === "" || time === "") return day;
  const instant = new Date(`${day}T${time}`);
  return Number.isNaN(instant.getTime()) ? day : instant.toISOString().replace(".000Z", "Z");
}

const kinds = ["prospective", "breach", "ab_initio", "disputed"] as const;

function Form({ agreement, grant, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const [kind, setKind] = useState<string | null>(null);
  const [day, setDay] = useState("");
  const [time, setTime] = useState("");
  const { data: policy } = useQuery(rightsPolicyQuery);
  const [typed, setTyped] = useState<string | number | null>(null);
  // What the house gives itself, until somebody says otherwise.
  const grace = typed ?? policy?.withdrawal_grace_days ?? "";
  const effective = momentText(day, time);
  const [evidence, setEvidence] = useState(emptyEvidence);
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const needsDay = kind === "prospective" || kind === "breach";
  const missing = evidenceComplaint(evidence);
  const complete = kind !== null && !(needsDay && effective === "") && missing === null;
  const save = useMutation({
    mutationFn: async () => {
      const body: Record<string, unknown> = { grant: grant.id, kind };
      if (effective !== "") body.effective = effective;
      if (grace !== "" && Number(grace) > 0) body.grace_days = Number(grace);
      return createRule(agreement.id, "revocations", {
        body,
        ...(await recordEvidence(agreement.id, evidence)),
      });
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
      action={t("revocation.record")}
      isSending={save.isPending}
      danger
      error={save.error}
    >
      <p className={classes.preview}>
        <span>{t("revocation.of")}</span>
        {grant.summary}
      </p>
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
      {kind !== null && !(needsDay && effective === "") && (
        <ImpactPreview
          agreement={agreement.id}
          change={{
            change: "revoke",
            grant: grant.id,
            revocation: kind,
            ...(effective === "" ? {} : { effective }),
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
    <FormDialog opened={props.opened} onClose={props.onClose} size={600} title={t("revocation.title")}>
      <Form {...props} />
    </FormDialog>
  );
}
