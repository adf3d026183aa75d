/** Records or corrects an interest: one right in one asset that somebody must have granted. */
import { Checkbox, Radio, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { Interest, NewInterest } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import classes from "./forms.module.css";
import { KindSelect } from "./kind-select";
import { createInterest, replaceInterest, useRightsChanged } from "./queries";
import { PersonSelect } from "./releases/person-select";
import "./texts";

type Props = {
  asset: string;
  /** The one to correct; left out, a new one is recorded. */
  interest?: Interest;
  /** Preset kind of a new one. */
  kind?: string;
  opened: boolean;
  onClose: () => void;
  onSaved?: (saved: Interest) => void;
};

type Draft = {
  kind: string | null;
  holder: string;
  subject: string;
  completeness: string;
  notRequired: string | null;
  /** The record of the person whose right it is. */
  person: string | null;
};

/** Kinds of right that nobody has by being shown or heard. Of kinds that are new on the server nothing is known. */
const ofThings = ["property", "artwork_in_image", "trademark", "font_software", "database", "design"];

function isOfPerson(kind: string | null): boolean {
  return kind !== null && !kind.startsWith("copyright.") && !ofThings.includes(kind);
}

function draftOf(interest: Interest | undefined, kind: string | undefined): Draft {
  return {
    kind: interest?.kind ?? kind ?? null,
    holder: interest?.holder ?? "",
    subject: interest?.subject ?? "",
    completeness: interest?.completeness ?? "partial",
    notRequired: interest?.not_required ?? null,
    person: interest?.person ?? null,
  };
}

function Form({ asset, interest, kind, onClose, onSaved }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const { data: reference } = useQuery(rightsReferenceQuery);
  const [draft, setDraft] = useState(() => draftOf(interest, kind));
  const change = (next: Partial<Draft>) => setDraft((now) => ({ ...now, ...next }));
  const changed = useRightsChanged();
  const [asked, setAsked] = useState(false);
  const reasonMissing = draft.notRequired !== null && draft.notRequired.trim() === "";
  const save = useMutation({
    mutationFn: () => {
      const body: NewInterest = {
        asset,
        kind: draft.kind ?? "",
        holder: draft.holder.trim(),
        subject: draft.subject.trim(),
        completeness: draft.completeness,
        ...(draft.notRequired === null ? {} : { not_required: draft.notRequired.trim() }),
        ...(draft.person === null ? {} : { person: draft.person }),
      };
      return interest === undefined ? createInterest(body) : replaceInterest(interest.id, body);
    },
    onSuccess: async (saved) => {
      await changed();
      onSaved?.(saved);
      onClose();
    },
  });
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (draft.kind !== null && !reasonMissing) save.mutate();
      }}
      onCancel={onClose}
      action={interest === undefined ? t("interest.record") : t("interest.correct")}
      isSending={save.isPending}
      error={save.error}
    >
      <KindSelect
        kinds={reference?.interest_kinds ?? []}
        value={draft.kind}
        onChange={(next) => change({ kind: next })}
        error={asked && draft.kind === null ? t("complaint.choose") : undefined}
      />
      <TextInput
        label={t("interest.subject")}
        description={t("interest.subjectHint")}
        value={draft.subject}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
      {(isOfPerson(draft.kind) || draft.person !== null) && (
        <PersonSelect
          value={draft.person}
          onChange={(person) => change({ person })}
          isLinked={interest?.person != null}
        />
      )}
      <TextInput
        label={t("interest.holder")}
        description={t("interest.holderHint")}
        value={draft.holder}
        onChange={(event) => change({ holder: event.currentTarget.value })}
      />
      <Radio.Group
        label={t("interest.completeness")}
        value={draft.completeness}
        onChange={(next) => change({ completeness: next })}
      >
        <div className={classes.checks} style={{ marginTop: 6 }}>
          {(["complete", "partial", "none"] as const).map((value) => (
            <Radio key={value} value={value} label={t(`interest.completenessOf.${value}`)} />
          ))}
        </div>
      </Radio.Group>
      <div className={classes.group}>
        <Checkbox
          label={t("interest.notRequired")}
          checked={draft.notRequired !== null}
          onChange={(event) => change({ notRequired: event.currentTarget.checked ? "" : null })}
        />
        {draft.notRequired !== null && (
          <TextInput
            label={t("interest.notRequiredWhy")}
            placeholder={t("interest.notRequiredExample")}
            value={draft.notRequired}
            error={asked && reasonMissing ? t("complaint.reason") : undefined}
            onChange={(event) => change({ notRequired: event.currentTarget.value })}
          />
        )}
      </div>
    </DialogForm>
  );
}

export function InterestDialog(props: Props) {
  const { t } = useTranslation(["agreements", "ui"]);
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      size={520}
      title={props.interest === undefined ? t("interest.newTitle") : t("interest.changeTitle")}
    >
      <Form {...props} />
    </FormDialog>
  );
}
