/** Records a restriction: a promise not to use. It is no gap in a grant: it forbids even what another paper grants. */

import { Radio, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { Agreement, Fact } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormPanel } from "@/ui/dialog/form-panel";
import { EvidenceField, evidenceComplaint } from "./evidence-field";
import classes from "./forms.module.css";
import { evidenceOf, recordEvidence, serverErrors } from "./grant-dialog";
import { listOf } from "./grant-draft";
import { createRule, replaceRule, useRightsChanged } from "./queries";
import {
  emptyRestriction,
  type Reach,
  reaches,
  restrictionBody,
  restrictionComplaints,
  restrictionOf,
} from "./restriction-draft";
import { RestrictedAsset, RestrictedRight } from "./restriction-target";
import { ScopeFields } from "./scope-fields";
import "./texts";

type Props = {
  agreement: Agreement;
  rule?: Fact;
  /** The clause a new one stands on, chosen beforehand. */
  clause?: string;
  opened: boolean;
  onClose: () => void;
};

function Form({ agreement, rule, clause, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const { data: reference } = useQuery(rightsReferenceQuery);
  const [draft, setDraft] = useState(() =>
    rule === undefined ? emptyRestriction : restrictionOf(rule.body),
  );
  const [evidence, setEvidence] = useState(() => evidenceOf(rule, clause));
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const change = (next: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...next }));
  const complaints = restrictionComplaints(draft);
  const missingEvidence = evidenceComplaint(evidence);
  const save = useMutation({
    mutationFn: async () => {
      const body = { body: restrictionBody(draft), ...(await recordEvidence(agreement.id, evidence)) };
      return rule === undefined
        ? createRule(agreement.id, "restrictions", body)
        : replaceRule(agreement.id, "restrictions", rule.id, body);
    },
    onSuccess: onClose,
    onSettled: changed,
  });
  if (reference === undefined) return null;
  const errors = serverErrors(save.error);
  if (asked) {
    for (const [field, complaint] of Object.entries(complaints))
      if (complaint !== undefined) errors[field] = t(`complaint.${complaint}`);
  }
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (Object.keys(complaints).length === 0 && missingEvidence === null) save.mutate();
      }}
      onCancel={onClose}
      action={rule === undefined ? t("restriction.record") : t("restriction.correct")}
      isSending={save.isPending}
      error={save.error}
    >
      <p className={classes.hint}>{t("restriction.hint")}</p>
      <Radio.Group
        label={t("restriction.reach")}
        value={draft.reach}
        onChange={(reach) => change({ reach: reach as Reach })}
        error={draft.reach === null ? errors.reach : undefined}
      >
        <div className={classes.checks} style={{ marginTop: 6 }}>
          {reaches.map((reach) => (
            <Radio
              key={reach}
              value={reach}
              label={t(`restriction.reaches.${reach}`)}
              description={t(`restriction.reachHints.${reach}`)}
            />
          ))}
        </div>
      </Radio.Group>
      {draft.reach === "interest" && (
        <RestrictedRight
          agreement={agreement}
          value={draft.interest}
          onChange={(interest) => change({ interest })}
          error={errors.interest}
        />
      )}
      {draft.reach === "asset" && (
        <RestrictedAsset
          agreement={agreement}
          value={draft.asset}
          onChange={(asset) => change({ asset })}
          error={errors.asset}
        />
      )}
      <Select
        label={t("restriction.code")}
        data={reference.restriction_codes.map((code) => ({
          value: code,
          label: code.charAt(0) + code.slice(1).toLowerCase().replaceAll("_", " "),
        }))}
        value={draft.code}
        // Choosing the same again keeps it.
        allowDeselect={false}
        onChange={(code) => change({ code })}
        error={errors.code}
        searchable
      />
      <ScopeFields reference={reference} draft={draft} onChange={change} errors={errors} />
      <div className={classes.pair}>
        {(["brands", "brandsExcept", "categories", "actors"] as const).map((key) => (
          <TextInput
            key={key}
            label={t(`restriction.${key}`)}
            description={t("more.commas")}
            defaultValue={draft[key].join(", ")}
            onChange={(event) => change({ [key]: listOf(event.currentTarget.value) })}
          />
        ))}
      </div>
      <EvidenceField
        draft={evidence}
        onChange={(next) => setEvidence((now) => ({ ...now, ...next }))}
        clauses={agreement.clauses}
        error={asked && missingEvidence !== null ? t(`evidence.missing.${missingEvidence}`) : undefined}
      />
    </DialogForm>
  );
}

export function RestrictionDialog(props: Props) {
  const { t } = useTranslation(["agreements", "ui"]);
  return (
    <FormPanel
      opened={props.opened}
      onClose={props.onClose}
      title={props.rule === undefined ? t("restriction.newTitle") : t("restriction.changeTitle")}
    >
      <Form {...props} />
    </FormPanel>
  );
}
