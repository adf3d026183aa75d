/** Records an open licence, or a statement of rights found somewhere, for some rights: its rules come with it. */
import { Select, Skeleton, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, sentenceOf } from "@/api/problem";
import type { AssetRef, Preset } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say } from "@/ui/feedback/undo-toast";
import forms from "../forms.module.css";
import { InterestPicker } from "../interest-picker";
import { useRightsChanged } from "../queries";
import classes from "./exchange.module.css";
import { presetsQuery, recordPreset } from "./queries";
import { NoteList, RuleList } from "./rule-list";
import "./texts";
import "../texts";

type Props = {
  /** The asset it was found with. */
  asset?: AssetRef;
  opened: boolean;
  onClose: () => void;
  onRecorded?: (agreement: string) => void;
};

const families = ["creative_commons", "rights_statements"] as const;

function Chosen({ preset }: { preset: Preset }) {
  const { t } = useTranslation("exchange");
  return (
    <section className={classes.proposal}>
      <header>
        <h3>{preset.name}</h3>
        <a href={preset.url} target="_blank" rel="noreferrer" className={classes.outside}>
          {t("preset.page")}
          <ExternalLink size={14} aria-hidden />
        </a>
      </header>
      {preset.is_licence ? null : <p className={classes.soft}>{t("preset.statement")}</p>}
      {preset.rules.length > 0 && <RuleList rules={preset.rules} />}
      {preset.is_licence && <NoteList notes={preset.notes} />}
    </section>
  );
}

function Form({
  asset,
  onClose,
  onRecorded,
  presets,
}: Omit<Props, "opened"> & { presets: readonly Preset[] }) {
  const { t } = useTranslation(["exchange", "agreements"]);
  const [id, setId] = useState<string | null>(null);
  const [draft, setDraft] = useState({ reference: "", licensor: "", seenAt: "" });
  const [interests, setInterests] = useState<string[]>([]);
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const preset = presets.find((one) => one.id === id);
  const needsRights = preset !== undefined && preset.rules.length > 0;
  const missing = {
    preset: preset === undefined ? t("agreements:complaint.chooseOne") : undefined,
    reference: draft.reference.trim() === "" ? t("agreements:complaint.fill") : undefined,
    interests: needsRights && interests.length === 0 ? t("agreements:complaint.choose") : undefined,
  };
  const record = useMutation({
    mutationFn: (chosen: Preset) =>
      recordPreset({
        preset: chosen.id,
        reference: draft.reference.trim(),
        licensor: draft.licensor.trim(),
        seen_at: draft.seenAt.trim(),
        interests: needsRights ? interests : [],
      }),
    onSuccess: async (made) => {
      await changed();
      say(t("preset.done"));
      onClose();
      const [first] = made.agreements;
      if (first !== undefined) onRecorded?.(first);
    },
  });
  const field = record.error instanceof ProblemError ? record.error.problem.field : undefined;
  const known = field === "reference" || field === "licensor" || field === "seen_at" || field === "interests";
  const errorAt = (name: keyof typeof missing | "licensor" | "seen_at") => {
    const own = name in missing ? missing[name as keyof typeof missing] : undefined;
    if (asked && own !== undefined) return own;
    return field === name ? sentenceOf(record.error) : undefined;
  };
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        const complete = Object.values(missing).every((one) => one === undefined);
        if (complete && preset !== undefined) record.mutate(preset);
      }}
      onCancel={onClose}
      action={t("preset.record")}
      isSending={record.isPending}
      error={known ? null : record.error}
    >
      <p className={classes.lead}>{t("preset.lead")}</p>
      <Select
        data-autofocus
        // The focus comes with the dialog, not with the wish to see a long list.
        openOnFocus={false}
        label={t("preset.which")}
        placeholder={t("preset.placeholder")}
        searchable
        maxDropdownHeight={320}
        nothingFoundMessage={t("preset.none")}
        data={families.map((family) => ({
          group: t(`preset.${family}`),
          items: presets
            .filter((one) => one.family === family)
            .map((one) => ({ value: one.id, label: one.name })),
        }))}
        value={id}
        onChange={setId}
        error={errorAt("preset")}
      />
      {preset !== undefined && <Chosen preset={preset} />}
      <div className={forms.pair}>
        <TextInput
          label={t("preset.reference")}
          description={t("preset.referenceHint")}
          value={draft.reference}
          error={errorAt("reference")}
          onChange={(event) => {
            const reference = event.currentTarget.value;
            setDraft((now) => ({ ...now, reference }));
          }}
        />
        <TextInput
          label={t("preset.licensor")}
          description={t("preset.licensorHint")}
          value={draft.licensor}
          error={errorAt("licensor")}
          onChange={(event) => {
            const licensor = event.currentTarget.value;
            setDraft((now) => ({ ...now, licensor }));
          }}
        />
      </div>
      <TextInput
        type="url"
        label={t("preset.seenAt")}
        description={t("preset.seenAtHint")}
        value={draft.seenAt}
        error={errorAt("seen_at")}
        onChange={(event) => {
          const seenAt = event.currentTarget.value;
          setDraft((now) => ({ ...now, seenAt }));
        }}
      />
      {needsRights && (
        <div className={classes.rights} tabIndex={-1} data-refused={errorAt("interests") !== undefined}>
          {errorAt("interests") !== undefined && <p className={forms.error}>{errorAt("interests")}</p>}
          <InterestPicker
            assets={asset === undefined ? [] : [asset]}
            value={interests}
            onChange={setInterests}
          />
        </div>
      )}
    </DialogForm>
  );
}

function Loaded(props: Omit<Props, "opened">) {
  const presets = useQuery(presetsQuery);
  if (presets.isError) return <ErrorPanel error={presets.error} onRetry={() => void presets.refetch()} />;
  if (presets.data === undefined) return <Skeleton height={300} />;
  return <Form {...props} presets={presets.data} />;
}

export default function PresetDialog(props: Props) {
  const { t } = useTranslation("exchange");
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} size={640} title={t("preset.title")}>
      <Loaded {...props} />
    </FormDialog>
  );
}
