/** Records or corrects a grant of an agreement. */
import { Button, Radio } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, sentenceOf } from "@/api/problem";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { Agreement, Fact, NewPreview } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormPanel } from "@/ui/dialog/form-panel";
import {
  clauseBody,
  type EvidenceDraft,
  EvidenceField,
  emptyEvidence,
  evidenceComplaint,
} from "./evidence-field";
import classes from "./forms.module.css";
import { bodyFor, complaintsOf, draftOf, emptyGrant, formField, type GrantDraft } from "./grant-draft";
import { type FieldErrors, GrantFields } from "./grant-fields";
import { ImpactPreview } from "./impact";
import { InterestPicker } from "./interest-picker";
import { createClause, createRule, replaceRule, useRightsChanged } from "./queries";
import { ReasonField, reasonBody } from "./reason-field";
import { changesBetween } from "./rule-words";
import "./texts";

type Props = {
  agreement: Agreement;
  /** The one to correct; left out, a new one is recorded. */
  rule?: Fact;
  /** The clause a new one stands on, chosen beforehand. */
  clause?: string;
  opened: boolean;
  onClose: () => void;
};

export function evidenceOf(rule: Fact | undefined, clause?: string): EvidenceDraft {
  if (rule === undefined && clause !== undefined)
    return { ...emptyEvidence, choice: "clause", clauseId: clause };
  if (rule === undefined) return emptyEvidence;
  if (rule.clause_id != null) return { ...emptyEvidence, choice: "clause", clauseId: rule.clause_id };
  const reason = rule.body.no_document;
  return { ...emptyEvidence, choice: "none", reason: typeof reason === "string" ? reason : "" };
}

/** The clause to point at: the chosen one, or the quote, recorded first. */
export async function recordEvidence(
  agreement: string,
  draft: EvidenceDraft,
): Promise<{ clause_id?: string; no_document?: string }> {
  if (draft.choice === "clause" && draft.clauseId !== null) return { clause_id: draft.clauseId };
  if (draft.choice === "quote") return { clause_id: (await createClause(agreement, clauseBody(draft))).id };
  return { no_document: draft.reason.trim() };
}

/** The server's complaint by field of the form. */
export function serverErrors(error: unknown): FieldErrors {
  if (!(error instanceof ProblemError)) return {};
  const field = formField(error.problem.field);
  return field === undefined ? {} : { [field]: sentenceOf(error) };
}

const shownFields = new Set([
  "interest",
  "channels",
  "exclude_channels",
  "territories",
  "exclude",
  "purposes",
  "period",
  "period.start",
  "period.end",
  "period.zone",
  "modifications",
  "duties",
  "caps",
  "brands",
  "category_excluded",
  "sublicense",
  "runoff",
  "clause_id",
  "no_document",
  "effective_on",
]);

/** True when the refusal speaks of a field that the form shows; else it stands above the form. */
export function isShownAtField(error: unknown): boolean {
  return error instanceof ProblemError && shownFields.has(formField(error.problem.field) ?? "");
}

function Changes({ before, after }: { before: Record<string, unknown>; after: Record<string, unknown> }) {
  const { t } = useTranslation("agreements");
  const changes = changesBetween(before, after);
  if (changes.length === 0) return <p className={classes.hint}>{t("change.none")}</p>;
  return (
    <dl className={classes.changes} aria-label={t("change.title")}>
      {changes.map((one) => (
        <div key={one.field}>
          <dt>{one.field}</dt>
          <dd>
            <del>{one.before === "" ? t("change.nothing") : one.before}</del>
            {" → "}
            <ins>{one.after === "" ? t("change.nothing") : one.after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Whether the record was wrong, or something else was agreed since. */
type Way = "correct" | "amend";
type Revision = { way: Way | null; from: string; reason: string };
const noRevision: Revision = { way: null, from: "", reason: "" };

type RevisionProps = {
  value: Revision;
  onChange: (next: Partial<Revision>) => void;
  asked: boolean;
  dayError: string | undefined;
};

function RevisionFields({ value, onChange, asked, dayError }: RevisionProps) {
  const { t } = useTranslation("agreements");
  return (
    <>
      <Radio.Group
        label={t("amend.which")}
        value={value.way}
        onChange={(way) => onChange({ way: way as Way })}
        error={asked && value.way === null ? t("complaint.chooseOne") : undefined}
      >
        <div className={classes.checks} style={{ marginTop: 6 }}>
          {(["correct", "amend"] as const).map((way) => (
            <Radio
              key={way}
              value={way}
              label={t(`amend.ways.${way}`)}
              description={t(`amend.wayHints.${way}`)}
            />
          ))}
        </div>
      </Radio.Group>
      {value.way !== null && (
        <div className={classes.pair}>
          {value.way === "amend" && (
            <DayField
              label={t("amend.from")}
              description={t("amend.fromHint")}
              value={value.from}
              onChange={(from) => onChange({ from })}
              error={dayError ?? (asked && value.from === "" ? t("complaint.day") : undefined)}
            />
          )}
          <ReasonField value={value.reason} onChange={(reason) => onChange({ reason })} />
        </div>
      )}
    </>
  );
}

/** In whose place or beside whom it would stand. */
function placeOf(rule: Fact, { way, from }: Revision) {
  return way === "amend" ? { amends: rule.id, effective_on: from } : { id: rule.id };
}

export function GrantForm({ agreement, rule, clause, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const reference = useQuery(rightsReferenceQuery);
  const [use] = useCurrentUse();
  const [draft, setDraft] = useState<GrantDraft>(() =>
    rule === undefined ? emptyGrant : draftOf(rule.body),
  );
  const [evidence, setEvidence] = useState(() => evidenceOf(rule, clause));
  const [revision, setRevision] = useState(noRevision);
  const [asked, setAsked] = useState(false);
  const [looked, setLooked] = useState<NewPreview | null>(null);
  const [done, setDone] = useState<string[]>([]);
  const changed = useRightsChanged();
  // What was looked at was another grant.
  const change = (next: Partial<GrantDraft>) => {
    setDraft((now) => ({ ...now, ...next }));
    setLooked(null);
  };
  const complaints = complaintsOf(draft);
  const missingEvidence = evidenceComplaint(evidence);
  const noInterest = draft.interests.length === 0;
  const noRevisionYet =
    rule !== undefined && (revision.way === null || (revision.way === "amend" && revision.from === ""));
  const save = useMutation({
    mutationFn: async () => {
      const grounds = await recordEvidence(agreement.id, evidence);
      if (grounds.clause_id !== undefined) {
        setEvidence((now) => ({ ...now, choice: "clause", clauseId: grounds.clause_id ?? null }));
      }
      if (rule !== undefined) {
        const interest = draft.interests[0] ?? "";
        const body = {
          body: bodyFor(draft, interest),
          ...grounds,
          ...reasonBody(revision.reason),
        };
        if (revision.way === "amend") {
          await createRule(agreement.id, "grants", {
            ...body,
            amends: rule.id,
            effective_on: revision.from,
          });
        } else await replaceRule(agreement.id, "grants", rule.id, body);
        return;
      }
      const written = [...done];
      for (const interest of draft.interests.filter((one) => !written.includes(one))) {
        await createRule(agreement.id, "grants", { body: bodyFor(draft, interest), ...grounds });
        written.push(interest);
        setDone([...written]);
      }
    },
    onSuccess: onClose,
    onSettled: changed,
  });
  if (reference.data === undefined) return null;
  const errors: FieldErrors = serverErrors(save.error);
  if (asked) {
    for (const [field, complaint] of Object.entries(complaints)) errors[field] = t(`complaint.${complaint}`);
    if (noInterest) errors.interest = t("complaint.choose");
    if (missingEvidence !== null) errors.clause_id = t(`evidence.missing.${missingEvidence}`);
  }
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        const complete = Object.keys(complaints).length === 0 && !noInterest && !noRevisionYet;
        if (complete && missingEvidence === null) save.mutate();
      }}
      onCancel={onClose}
      action={
        rule === undefined
          ? t("grant.record")
          : revision.way === "amend"
            ? t("amend.record")
            : t("grant.correct")
      }
      isSending={save.isPending}
      error={isShownAtField(save.error) ? null : save.error}
    >
      {rule !== undefined && (
        <RevisionFields
          value={revision}
          onChange={(next) => {
            setRevision((now) => ({ ...now, ...next }));
            if (next.way !== undefined || next.from !== undefined) setLooked(null);
          }}
          asked={asked}
          dayError={errors.effective_on}
        />
      )}
      {rule === undefined && (
        <InterestPicker
          assets={agreement.assets}
          value={draft.interests}
          onChange={(interests) => change({ interests })}
          error={errors.interest}
        />
      )}
      <GrantFields reference={reference.data} draft={draft} onChange={change} errors={errors} use={use} />
      <EvidenceField
        draft={evidence}
        onChange={(next) => setEvidence((now) => ({ ...now, ...next }))}
        clauses={agreement.clauses}
        error={errors.clause_id ?? errors.no_document}
      />
      {looked !== null && <ImpactPreview agreement={agreement.id} change={looked} />}
      {looked === null && !noRevisionYet && Object.keys(complaints).length === 0 && !noInterest && (
        <Button
          variant="default"
          style={{ justifySelf: "start" }}
          onClick={() =>
            setLooked({
              change: "facts",
              add: draft.interests.map((interest) => ({
                kind: "grant",
                body: bodyFor(draft, interest),
                ...(rule === undefined ? {} : placeOf(rule, revision)),
              })),
            })
          }
        >
          {t("impact.button")}
        </Button>
      )}
      {rule !== undefined && <Changes before={rule.body} after={bodyFor(draft, draft.interests[0] ?? "")} />}
    </DialogForm>
  );
}

export function GrantDialog(props: Props) {
  const { t } = useTranslation(["agreements", "ui"]);
  return (
    <FormPanel
      opened={props.opened}
      onClose={props.onClose}
      title={props.rule === undefined ? t("grant.newTitle") : t("grant.changeTitle")}
    >
      <GrantForm {...props} />
    </FormPanel>
  );
}
