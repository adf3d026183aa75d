/**
 * Takes a rights policy in: its text, then what it would become and what it is about here, then the record.
 * The server reads it; the first reading records nothing.
 */
import { Button, Checkbox, FileButton, Select, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileJson, FileSignature, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Imported, Proposal } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormPanel } from "@/ui/dialog/form-panel";
import { sayProblem } from "@/ui/feedback/undo-toast";
import forms from "../forms.module.css";
import { InterestPicker } from "../interest-picker";
import { useRightsChanged } from "../queries";
import { ReviewChip } from "../review-chip";
import classes from "./exchange.module.css";
import { importBody, type Picks, parsePolicy, withoutRights } from "./policy";
import { importPolicy } from "./queries";
import { NoteList, RuleList } from "./rule-list";
import "./texts";
import "../texts";

type Props = { opened: boolean; onClose: () => void };

type Draft = { text: string; fileName: string | null; zone: string | null };

function ProposalCard({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation(["exchange", "agreements"]);
  const parties = [proposal.licensor, proposal.licensee].filter((one) => one !== "");
  return (
    <section className={classes.proposal}>
      <header>
        <h3>{proposal.title}</h3>
        <ReviewChip review={proposal.review} />
      </header>
      <p className={classes.faint}>
        {[
          proposal.reference,
          t(`agreements:kind.${proposal.kind}` as never),
          ...(parties.length === 2 ? [] : parties),
        ]
          .filter((one) => one !== proposal.title)
          .join(" · ")}
      </p>
      {parties.length === 2 && (
        <p className={classes.faint}>
          {t("proposal.parties", { licensor: proposal.licensor, licensee: proposal.licensee })}
        </p>
      )}
      {proposal.status === "draft" && (
        <p className={classes.caution}>
          <TriangleAlert size={15} aria-hidden />
          {t("proposal.draft")}
        </p>
      )}
      <RuleList rules={proposal.rules} quoted />
      <NoteList notes={proposal.notes} placed />
    </section>
  );
}

function TextStep(props: {
  draft: Draft;
  onChange: (next: Partial<Draft>) => void;
  onRead: (read: Imported) => void;
  onClose: () => void;
}) {
  const { draft, onChange, onRead, onClose } = props;
  const { t } = useTranslation("exchange");
  const [asked, setAsked] = useState(false);
  const parsed = parsePolicy(draft.text);
  const complaint =
    draft.text.trim() === ""
      ? t("policy.empty")
      : "why" in parsed
        ? t("policy.notJson", { why: parsed.why })
        : undefined;
  const read = useMutation({
    mutationFn: (policy: unknown) => importPolicy(importBody(policy, draft.zone, {})),
    onSuccess: onRead,
  });
  const choose = async (file: File | null) => {
    if (file === null) return;
    try {
      onChange({ text: await file.text(), fileName: file.name });
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (complaint === undefined && "policy" in parsed) read.mutate(parsed.policy);
      }}
      onCancel={onClose}
      action={t("policy.read")}
      isSending={read.isPending}
      error={read.error}
    >
      <p className={classes.lead}>{t("policy.lead")}</p>
      <div className={classes.file}>
        <FileButton
          accept=".json,.jsonld,application/json,application/ld+json"
          onChange={(file) => void choose(file)}
        >
          {(button) => (
            <Button {...button} variant="default" leftSection={<FileJson size={16} aria-hidden />}>
              {t("policy.file")}
            </Button>
          )}
        </FileButton>
        <span className={classes.faint} role="status">
          {draft.fileName !== null && t("policy.fileIs", { name: draft.fileName })}
        </span>
      </div>
      <Textarea
        data-autofocus
        label={t("policy.text")}
        description={t("policy.textHint")}
        classNames={{ input: classes.code }}
        autosize
        minRows={10}
        maxRows={20}
        spellCheck={false}
        value={draft.text}
        error={asked ? complaint : undefined}
        onChange={(event) => onChange({ text: event.currentTarget.value, fileName: null })}
      />
      <Select
        label={t("policy.zone")}
        description={t("policy.zoneHint")}
        placeholder={t("policy.zoneAny")}
        data={Intl.supportedValuesOf("timeZone")}
        limit={60}
        searchable
        clearable
        nothingFoundMessage={t("policy.zoneNone")}
        value={draft.zone}
        onChange={(zone) => onChange({ zone })}
      />
    </DialogForm>
  );
}

function TargetStep(props: {
  draft: Draft;
  read: Imported;
  onBack: () => void;
  onRecorded: (made: Imported) => void;
}) {
  const { draft, read, onBack, onRecorded } = props;
  const { t } = useTranslation("exchange");
  const [picks, setPicks] = useState<Picks>({});
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const [skipping, skip] = useState(false);
  const unchosen = withoutRights(read.missing, picks);
  // Without any right there would be nothing to record.
  const maySkip = unchosen.length > 0 && unchosen.length < read.missing.length;
  const open = skipping && maySkip ? [] : unchosen;
  const isEmpty = read.missing.length === 0;
  const record = useMutation({
    mutationFn: () => {
      const parsed = parsePolicy(draft.text);
      return importPolicy(
        importBody("policy" in parsed ? parsed.policy : null, draft.zone, picks, skipping && maySkip),
      );
    },
    onSuccess: async (made) => {
      if (made.agreements.length === 0) return;
      await changed();
      onRecorded(made);
    },
  });
  const refusedFor = record.data?.agreements.length === 0 ? record.data.missing : [];
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (open.length === 0) record.mutate();
      }}
      onCancel={onBack}
      cancel={t("policy.back")}
      action={t("policy.record", { count: read.proposals.length })}
      isSending={record.isPending}
      disabled={isEmpty}
      error={record.error}
    >
      <h2 className={classes.heading}>{t("policy.becomes", { count: read.proposals.length })}</h2>
      <p className={classes.lead}>{t(isEmpty ? "policy.nothing" : "policy.proposed")}</p>
      {read.proposals.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two policies of a file may have the same reference
        <ProposalCard key={`${index} ${one.reference}`} proposal={one} />
      ))}
      {!isEmpty && (
        <>
          <h2 className={classes.heading}>{t("policy.missing")}</h2>
          <p className={classes.lead}>{t("policy.missingHint")}</p>
        </>
      )}
      {read.missing.map((target) => (
        <fieldset
          key={target}
          className={classes.target}
          tabIndex={-1}
          data-refused={asked && open.includes(target)}
        >
          <legend>
            {target === "" ? (
              t("policy.targetNone")
            ) : (
              <>
                {t("policy.target")} <code>{target}</code>
              </>
            )}
          </legend>
          {asked && open.includes(target) && <p className={forms.error}>{t("policy.choose")}</p>}
          <InterestPicker
            assets={[]}
            value={[...(picks[target] ?? [])]}
            onChange={(ids) => setPicks((now) => ({ ...now, [target]: ids }))}
          />
        </fieldset>
      ))}
      {read.missing.length > 1 && (
        <Checkbox
          label={t("policy.skip")}
          description={t("policy.skipHint")}
          checked={skipping}
          onChange={(event) => skip(event.currentTarget.checked)}
        />
      )}
      {refusedFor.length > 0 && (
        <p className={forms.error} role="alert">
          {t("policy.stillMissing", { what: refusedFor.join(", ") })}
        </p>
      )}
    </DialogForm>
  );
}

function Recorded({ made, onClose }: { made: Imported; onClose: () => void }) {
  const { t } = useTranslation("exchange");
  return (
    <div className={forms.stack}>
      <p className={classes.lead} role="status">
        {t("policy.done", { count: made.agreements.length })}
        {Object.keys(made.left_out).length > 0 &&
          ` ${t("policy.leftOut", { what: Object.keys(made.left_out).join(", ") })}`}
      </p>
      <ul className={classes.made} aria-label={t("policy.recorded")}>
        {made.agreements.map((id, index) => (
          <li key={id}>
            <Link to="/agreements/$agreementId" params={{ agreementId: id }} onClick={onClose}>
              <FileSignature size={16} aria-hidden />
              {t("policy.openAgreement", { reference: made.proposals[index]?.reference ?? id })}
            </Link>
          </li>
        ))}
      </ul>
      <div className={forms.footer}>
        <Button data-autofocus onClick={onClose}>
          {t("policy.close")}
        </Button>
      </div>
    </div>
  );
}

function Flow({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>({ text: "", fileName: null, zone: null });
  const [read, setRead] = useState<Imported | null>(null);
  const [made, setMade] = useState<Imported | null>(null);
  if (made !== null) return <Recorded made={made} onClose={onClose} />;
  if (read !== null) {
    return <TargetStep draft={draft} read={read} onBack={() => setRead(null)} onRecorded={setMade} />;
  }
  return (
    <TextStep
      draft={draft}
      onChange={(next) => setDraft((now) => ({ ...now, ...next }))}
      onRead={setRead}
      onClose={onClose}
    />
  );
}

export default function ImportPanel({ opened, onClose }: Props) {
  const { t } = useTranslation("exchange");
  return (
    <FormPanel opened={opened} onClose={onClose} size={720} title={t("policy.title")}>
      <Flow onClose={onClose} />
    </FormPanel>
  );
}
