/**
 * "Record a licence for this asset": three steps from a picture nobody knows about to its verdict.
 * Which right and which paper; what it allows; where that is written. Then the server's verdict for the use at hand.
 */
import { Alert } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, sentenceOf } from "@/api/problem";
import { rightsReferenceQuery } from "@/api/rights-reference";
import { useMay } from "@/api/session";
import type { Agreement, AssetRef } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { Thumb } from "@/ui/thumb/thumb";
import { evidenceComplaint } from "./evidence-field";
import forms from "./forms.module.css";
import { isShownAtField, serverErrors } from "./grant-dialog";
import { complaintsOf } from "./grant-draft";
import { type FieldErrors, GrantFields } from "./grant-fields";
import { interestsQuery, useRightsChanged } from "./queries";
import { LicenceRefused, type Made, nothingMade, recordLicence } from "./record-licence";
import classes from "./record-licence.module.css";
import {
  firstStepErrors,
  type LicenceForm,
  licenceDraft,
  newLicenceForm,
  type Step,
  stepOf,
} from "./record-licence-form";
import { RecordLicenceOutcome } from "./record-licence-outcome";
import { PaperStep } from "./record-licence-paper";
import { ProofStep } from "./record-licence-proof";
import "./texts";

type Props = {
  asset: AssetRef;
  /** Preset kind of the right, from the question 'what must be cleared?'. */
  kind?: string;
  opened: boolean;
  onClose: () => void;
  /** Leaves for the dialog of open licences. */
  onOpenLicence?: () => void;
};

const steps: readonly Step[] = ["paper", "scope", "proof"];

function StepList({ at }: { at: Step }) {
  const { t } = useTranslation("agreements");
  const now = steps.indexOf(at);
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === now ? "step" : undefined} data-done={index < now}>
          <span className={classes.stepDot} aria-hidden>
            {index < now ? <Check size={13} /> : index + 1}
          </span>
          {t(`licence.steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}

function useRecording(form: LicenceForm, onStep: (step: Step) => void) {
  const made = useRef<Made>(nothingMade);
  const changed = useRightsChanged();
  const record = useMutation({
    mutationFn: () =>
      recordLicence(licenceDraft(form), made.current, (next) => {
        made.current = next;
      }),
    onError: (error) => {
      if (error instanceof LicenceRefused) onStep(stepOf(error.part));
    },
    onSettled: changed,
  });
  const cause = record.error instanceof LicenceRefused ? record.error.cause : record.error;
  return { record, cause, made };
}

function errorsAtFields(cause: unknown): FieldErrors {
  const errors = serverErrors(cause);
  if (cause instanceof ProblemError && cause.problem.field != null) {
    errors[cause.problem.field] = sentenceOf(cause);
  }
  return errors;
}

function Flow({ asset, kind, onClose, onOpenLicence }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const [use] = useCurrentUse();
  const reference = useQuery(rightsReferenceQuery);
  const interests = useQuery(interestsQuery(asset.id));
  const mayApprove = useMay("approve_agreements");
  const [form, setForm] = useState(() => newLicenceForm(asset, kind, mayApprove));
  const [step, setStep] = useState<Step>("paper");
  const [asked, setAsked] = useState(false);
  const [result, setResult] = useState<Agreement | null>(null);
  const { record, cause, made } = useRecording(form, setStep);
  const top = useRef<HTMLDivElement>(null);
  const change = (next: Partial<LicenceForm>) => setForm((now) => ({ ...now, ...next }));
  const go = (to: Step) => {
    setStep(to);
    setAsked(false);
    top.current?.focus();
  };
  if (result !== null) {
    return (
      <RecordLicenceOutcome
        asset={asset}
        agreement={result}
        onClose={onClose}
        onAnother={() => {
          made.current = nothingMade;
          record.reset();
          setForm({ ...newLicenceForm(asset, undefined, mayApprove), interestChoice: "new" });
          setResult(null);
          go("paper");
        }}
      />
    );
  }
  if (reference.data === undefined) return null;
  const onRecord = interests.data ?? [];
  const complaints = complaintsOf(form.grant);
  const missingEvidence = evidenceComplaint(form.evidence);
  const own: FieldErrors = {};
  if (step === "paper") Object.assign(own, firstStepErrors(form, onRecord.length > 0));
  if (step === "scope") Object.assign(own, complaints);
  const errors: FieldErrors = errorsAtFields(cause);
  if (asked) {
    for (const [field, complaint] of Object.entries(own))
      errors[field] = t(`complaint.${complaint}` as never);
  }
  const next = () => {
    setAsked(true);
    if (step === "paper" && Object.keys(own).length === 0) go("scope");
    if (step === "scope" && Object.keys(own).length === 0) go("proof");
    if (step === "proof" && missingEvidence === null) record.mutate(undefined, { onSuccess: setResult });
  };
  const shown =
    isShownAtField(cause) || (cause instanceof ProblemError && step === "paper" && cause.problem.field);
  return (
    <DialogForm
      onSubmit={next}
      onCancel={step === "paper" ? onClose : () => go(step === "proof" ? "scope" : "paper")}
      cancel={step === "paper" ? undefined : t("licence.back")}
      action={step === "proof" ? t("licence.record") : t("licence.next")}
      isSending={record.isPending}
    >
      <div ref={top} tabIndex={-1} className={classes.head}>
        <Thumb src={asset.thumbnail_url} color={asset.color} size={48} />
        <div>
          <strong>{asset.title}</strong>
          <StepList at={step} />
        </div>
      </div>
      {cause !== null && cause !== undefined && (
        <Alert color="red" role="alert" mb="md" title={made.current.agreement && t("licence.halfway")}>
          {shown ? t("licence.seeField") : sentenceOf(cause)}
          {made.current.agreement !== undefined && ` ${t("licence.halfwayText")}`}
        </Alert>
      )}
      {step === "paper" && (
        <PaperStep
          form={form}
          onChange={change}
          interests={onRecord}
          kinds={reference.data.interest_kinds}
          errors={errors}
          interestIsMade={made.current.interest !== undefined}
          agreementIsMade={made.current.agreement !== undefined}
        />
      )}
      {step === "paper" && onOpenLicence !== undefined && made.current.interest === undefined && (
        <button type="button" className={forms.textButton} onClick={onOpenLicence}>
          {t("licence.openLicence")}
        </button>
      )}
      {step === "scope" && (
        <GrantFields
          reference={reference.data}
          draft={form.grant}
          onChange={(grant) => setForm((now) => ({ ...now, grant: { ...now.grant, ...grant } }))}
          errors={errors}
          use={use}
        />
      )}
      {step === "proof" && (
        <ProofStep
          form={form}
          onChange={change}
          reference={reference.data}
          mayApprove={mayApprove}
          error={
            asked && missingEvidence !== null ? t(`evidence.missing.${missingEvidence}`) : errors.clause_id
          }
        />
      )}
    </DialogForm>
  );
}

export function RecordLicenceDialog(props: Props) {
  const { t } = useTranslation(["agreements", "ui"]);
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} size={720} title={t("licence.title")}>
      <Flow {...props} />
    </FormDialog>
  );
}
