/** Records from when until when before an end a notice can be given, or corrects that. */
import { NumberInput, Select, TextInput } from "@mantine/core";
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
import { lengthOf, lengthParts } from "./money-words";
import classes from "./papers.module.css";
import "./texts";
import "../texts";

type Props = { agreement: Agreement; notice?: Fact; opened: boolean; onClose: () => void };

const kinds = ["renewal", "non_renewal", "renegotiation", "termination", "option"] as const;
const units = ["D", "W", "M", "Y"] as const;

type Length = { count: string; unit: string };

function LengthField(props: {
  label: string;
  description: string;
  value: Length;
  onChange: (next: Length) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation("papers");
  const { label, description, value, onChange, error } = props;
  return (
    <div className={classes.length}>
      <NumberInput
        label={label}
        description={description}
        min={0}
        max={9999}
        allowDecimal={false}
        hideControls
        value={value.count}
        onChange={(count) => onChange({ ...value, count: String(count) })}
        error={error}
      />
      <Select
        aria-label={`${label}: ${t("notice.unit")}`}
        data={units.map((unit) => ({ value: unit, label: t(`notice.units.${unit}`) }))}
        value={value.unit}
        allowDeselect={false}
        onChange={(unit) => onChange({ ...value, unit: unit ?? "D" })}
      />
    </div>
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function Form({ agreement, notice, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["papers", "agreements"]);
  const was = notice?.body ?? {};
  const [kind, setKind] = useState(textOf(was.kind));
  // A length of several units has no place in two fields: it is asked for anew.
  const [opens, setOpens] = useState<Length>(() => lengthParts(was.opens) ?? { count: "", unit: "D" });
  const [closes, setCloses] = useState<Length>(() => lengthParts(was.closes) ?? { count: "", unit: "D" });
  const [ends, setEnds] = useState(textOf(was.ends_on));
  const [what, setWhat] = useState(textOf(was.what));
  const [evidence, setEvidence] = useState(() => evidenceOf(notice));
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const missing = evidenceComplaint(evidence);
  const last = lengthOf(closes);
  const save = useMutation({
    mutationFn: async () => {
      const body = {
        kind,
        opens: lengthOf(opens),
        closes: last,
        ends_on: ends === "" ? null : ends,
        what: what.trim() === "" ? null : what.trim(),
      };
      const grounds = await recordEvidence(agreement.id, evidence);
      return notice === undefined
        ? createRule(agreement.id, "notice_windows", { body, ...grounds })
        : replaceRule(agreement.id, "notice_windows", notice.id, { body, ...grounds, ...reasonBody(reason) });
    },
    onSuccess: onClose,
    onSettled: changed,
  });
  const errors: Partial<Record<string, string>> = serverErrors(save.error);
  if (asked && kind === "") errors.kind = t("agreements:complaint.chooseOne");
  if (asked && last === null) errors.closes = t("agreements:complaint.fill");
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (kind !== "" && last !== null && missing === null) save.mutate();
      }}
      onCancel={onClose}
      action={notice === undefined ? t("money.record") : t("agreements:grant.correct")}
      isSending={save.isPending}
      error={save.error}
    >
      <Select
        data-autofocus
        label={t("notice.kind")}
        data={kinds.map((one) => ({ value: one, label: t(`notice.kinds.${one}`) }))}
        value={kind === "" ? null : kind}
        onChange={(next) => setKind(next ?? "")}
        error={errors.kind}
      />
      <div className={forms.pair}>
        <LengthField
          label={t("notice.opens")}
          description={t("notice.opensHint")}
          value={opens}
          onChange={setOpens}
          error={errors.opens}
        />
        <LengthField
          label={t("notice.closes")}
          description={t("notice.closesHint")}
          value={closes}
          onChange={setCloses}
          error={errors.closes}
        />
        <DayField
          label={t("notice.ends")}
          description={t("notice.endsHint")}
          value={ends}
          onChange={setEnds}
          error={errors.ends_on}
        />
        <TextInput
          label={t("notice.what")}
          description={t("notice.whatHint")}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
          error={errors.what}
        />
      </div>
      <EvidenceField
        draft={evidence}
        onChange={(next) => setEvidence((now) => ({ ...now, ...next }))}
        clauses={agreement.clauses}
        error={asked && missing !== null ? t(`agreements:evidence.missing.${missing}`) : undefined}
      />
      {notice !== undefined && <ReasonField value={reason} onChange={setReason} />}
    </DialogForm>
  );
}

export function NoticeDialog(props: Props) {
  const { t } = useTranslation("papers");
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      size={640}
      title={props.notice === undefined ? t("notice.title") : t("notice.change")}
    >
      <Form {...props} />
    </FormDialog>
  );
}
