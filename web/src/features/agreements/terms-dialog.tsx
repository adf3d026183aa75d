/** Records or corrects a waiver, an engagement or an exclusivity: who, what, where and when, and where it is written. */
import { Autocomplete, Radio, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import { useMay } from "@/api/session";
import type { Agreement, Fact } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormPanel } from "@/ui/dialog/form-panel";
import { withReadableDates } from "@/ui/server-words";
import { EvidenceField, evidenceComplaint } from "./evidence-field";
import classes from "./forms.module.css";
import { evidenceOf, recordEvidence, serverErrors } from "./grant-dialog";
import { listOf } from "./grant-draft";
import type { FieldErrors } from "./grant-fields";
import { InterestPicker } from "./interest-picker";
import "./papers/texts";
import {
  agreementChoiceQuery,
  agreementQuery,
  assetRightsQuery,
  createRule,
  replaceRule,
  useRightsChanged,
} from "./queries";
import { ReasonField, reasonBody } from "./reason-field";
import { ScopeFields } from "./scope-fields";
import { type TermsDraft, type TermsList, termsBody, termsMissing, termsOf } from "./terms-draft";
import "./texts";

type Props = {
  agreement: Agreement;
  list: TermsList;
  /** The one to correct; left out, a new one is recorded. */
  rule?: Fact;
  opened: boolean;
  onClose: () => void;
};

type OwnProps = {
  agreement: Agreement;
  rule?: Fact;
  draft: TermsDraft;
  say: (key: string, value: string) => void;
  change: (next: Partial<TermsDraft>) => void;
  errors: FieldErrors;
};

/** So many assets are asked at once what is forbidden for them elsewhere; the rest is found by its paper. */
const mostAssets = 12;

/** What other agreements forbid for the assets of this one, beyond their own grants. */
function useForbiddenElsewhere(agreement: Agreement, may: boolean): Fact[] {
  const assets = may ? agreement.assets.slice(0, mostAssets) : [];
  return useQueries({
    queries: assets.map((asset) => assetRightsQuery(asset.id)),
    combine: (answers) => {
      const own = new Set(agreement.restrictions.map((one) => one.id));
      const found = new Map<string, Fact>();
      for (const one of answers.flatMap((answer) => answer.data?.restrictions ?? [])) {
        if (!own.has(one.id) && one.body.reach !== "agreement") found.set(one.id, one);
      }
      return [...found.values()];
    },
  });
}

/** Every restriction of a paper that is chosen by its words: what is forbidden may stand anywhere in the house. */
function useForbiddenIn(paper: string | null): Fact[] {
  const { data } = useQuery({ ...agreementQuery(paper ?? ""), enabled: paper !== null });
  return data?.restrictions ?? [];
}

function WaiverFields({ agreement, draft, say, errors }: OwnProps) {
  const { t } = useTranslation(["agreements", "papers"]);
  const mayApprove = useMay("approve_agreements");
  const elsewhere = useForbiddenElsewhere(agreement, mayApprove);
  const [words, setWords] = useState("");
  const [paper, setPaper] = useState<string | null>(null);
  const papers = useQuery({ ...agreementChoiceQuery(words), enabled: mayApprove });
  const found = useForbiddenIn(paper);
  const choice = (one: Fact) => ({ value: one.id, label: withReadableDates(one.summary) });
  const own = new Set([...agreement.restrictions, ...found].map((one) => one.id));
  const groups = [
    { group: t("papers:waiver.own"), items: agreement.restrictions.map(choice) },
    { group: t("papers:waiver.chosen"), items: paper === agreement.id ? [] : found.map(choice) },
    { group: t("papers:waiver.elsewhere"), items: elsewhere.filter((one) => !own.has(one.id)).map(choice) },
  ].filter((one) => one.items.length > 0);
  return (
    <>
      {mayApprove && (
        <Select
          label={t("papers:waiver.paper")}
          description={t("papers:waiver.paperHint")}
          placeholder={t("further.choosePaper")}
          data={(papers.data ?? []).map((one) => ({ value: one.id, label: `${one.reference} ${one.title}` }))}
          value={paper}
          onChange={setPaper}
          searchable
          onSearchChange={setWords}
          filter={({ options }) => options}
          clearable
        />
      )}
      <Select
        label={t("terms.restriction")}
        placeholder={t("terms.chooseRestriction")}
        description={
          paper !== null && found.length === 0
            ? t("papers:waiver.none")
            : elsewhere.length > 0
              ? t("papers:waiver.hint")
              : undefined
        }
        data={groups}
        searchable
        value={draft.texts.restriction === "" ? null : draft.texts.restriction}
        onChange={(value) => say("restriction", value ?? "")}
        error={errors.restriction}
      />
      <TextInput
        label={t("terms.grantedBy")}
        description={t("terms.grantedByHint")}
        value={draft.texts.granted_by}
        onChange={(event) => say("granted_by", event.currentTarget.value)}
        error={errors.granted_by}
      />
    </>
  );
}

const relations = [
  "agency_acting_for",
  "production_company",
  "distributor",
  "group_company",
  "supplier",
] as const;

function EngagementFields({ draft, say, change, errors }: OwnProps) {
  const { t } = useTranslation("agreements");
  const named = relations.map((key) => ({ key, name: t(`terms.relations.${key}`) }));
  const shown = named.find((one) => one.key === draft.texts.relation)?.name ?? draft.texts.relation;
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label={t("terms.actor")}
          description={t("terms.actorHint")}
          value={draft.texts.actor}
          onChange={(event) => say("actor", event.currentTarget.value)}
          error={errors.actor}
        />
        <Autocomplete
          label={t("terms.relation")}
          description={t("terms.relationHint")}
          data={named.map((one) => one.name)}
          value={shown}
          onChange={(words) => say("relation", named.find((one) => one.name === words)?.key ?? words)}
          error={errors.relation}
        />
      </div>
      <TextInput
        label={t("terms.brands")}
        description={t("more.commas")}
        defaultValue={(draft.lists.brands ?? []).join(", ")}
        onChange={(event) => change({ lists: { ...draft.lists, brands: listOf(event.currentTarget.value) } })}
        error={errors.brands}
      />
    </>
  );
}

function ExclusivityFields({ agreement, rule, draft, say, change, errors }: OwnProps) {
  const { t } = useTranslation("agreements");
  return (
    <>
      {rule === undefined && (
        <InterestPicker
          assets={agreement.assets}
          value={draft.interests}
          onChange={(interests) => change({ interests })}
          error={errors.interest}
        />
      )}
      <Radio.Group
        label={t("terms.direction")}
        value={draft.texts.direction === "" ? null : draft.texts.direction}
        onChange={(value) => say("direction", value)}
        error={errors.direction}
      >
        <div className={classes.checks} style={{ marginTop: 6 }}>
          {(["ours", "against_us"] as const).map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`terms.directions.${one}`)}
              description={t(`terms.directionHints.${one}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <div className={classes.pair}>
        <TextInput
          label={t("terms.holder")}
          description={t("terms.holderHint")}
          value={draft.texts.holder}
          onChange={(event) => say("holder", event.currentTarget.value)}
          error={errors.holder}
        />
        <TextInput
          label={t("terms.categories")}
          description={t("more.commas")}
          defaultValue={(draft.lists.categories ?? []).join(", ")}
          onChange={(event) =>
            change({ lists: { ...draft.lists, categories: listOf(event.currentTarget.value) } })
          }
          error={errors.categories}
        />
      </div>
    </>
  );
}

const ownFields = {
  waivers: WaiverFields,
  engagements: EngagementFields,
  exclusivities: ExclusivityFields,
} as const;

function Form({ agreement, list, rule, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const { data: reference } = useQuery(rightsReferenceQuery);
  const [draft, setDraft] = useState(() => termsOf(list, rule?.body));
  const [evidence, setEvidence] = useState(() => evidenceOf(rule));
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const missing = termsMissing(list, draft);
  const missingEvidence = evidenceComplaint(evidence);
  const save = useMutation({
    mutationFn: async () => {
      const body = { body: termsBody(list, draft), ...(await recordEvidence(agreement.id, evidence)) };
      return rule === undefined
        ? createRule(agreement.id, list, body)
        : replaceRule(agreement.id, list, rule.id, {
            ...body,
            ...reasonBody(reason),
          });
    },
    onSuccess: onClose,
    onSettled: changed,
  });
  if (reference === undefined) return null;
  const errors = serverErrors(save.error);
  if (asked) {
    for (const key of missing) {
      errors[key] =
        key === "period.end"
          ? t("complaint.endBeforeStart")
          : key === "interest" || key === "restriction"
            ? t("complaint.choose")
            : t("complaint.fill");
    }
  }
  const Own = ownFields[list];
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (missing.length === 0 && missingEvidence === null) save.mutate();
      }}
      onCancel={onClose}
      action={rule === undefined ? t(`terms.record.${list}`) : t("grant.correct")}
      isSending={save.isPending}
      error={save.error}
    >
      <p className={classes.hint}>{t(`terms.hint.${list}`)}</p>
      <Own
        agreement={agreement}
        rule={rule}
        draft={draft}
        say={(key, value) => setDraft((now) => ({ ...now, texts: { ...now.texts, [key]: value } }))}
        change={(next) => setDraft((now) => ({ ...now, ...next }))}
        errors={errors}
      />
      <ScopeFields
        reference={reference}
        draft={draft.scope}
        onChange={(next) => setDraft((now) => ({ ...now, scope: { ...now.scope, ...next } }))}
        errors={errors}
      />
      {list === "waivers" && (
        <Textarea
          label={t("terms.note")}
          autosize
          minRows={2}
          value={draft.texts.note}
          onChange={(event) => {
            const note = event.currentTarget.value;
            setDraft((now) => ({ ...now, texts: { ...now.texts, note } }));
          }}
        />
      )}
      <EvidenceField
        draft={evidence}
        onChange={(next) => setEvidence((now) => ({ ...now, ...next }))}
        clauses={agreement.clauses}
        error={asked && missingEvidence !== null ? t(`evidence.missing.${missingEvidence}`) : undefined}
      />
      {rule !== undefined && <ReasonField value={reason} onChange={setReason} />}
    </DialogForm>
  );
}

export function TermsDialog(props: Props) {
  const { t } = useTranslation("agreements");
  return (
    <FormPanel
      opened={props.opened}
      onClose={props.onClose}
      title={props.rule === undefined ? t(`terms.add.${props.list}`) : t(`terms.change.${props.list}`)}
    >
      <Form {...props} />
    </FormPanel>
  );
}
