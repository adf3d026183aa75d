/** Adds an entry of the reference data or puts another version of it on record, with what that touches in sight. */
import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, sentenceOf } from "@/api/problem";
import type { RightsReference } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormPanel } from "@/ui/dialog/form-panel";
import { say } from "@/ui/feedback/undo-toast";
import { bodyOf, complaintsOf, type EntryDraft } from "./entry-draft";
import { EntryFields } from "./entry-fields";
import { Impact } from "./impact";
import { useChangeReference } from "./queries";

type Props = { reference: RightsReference; entry: EntryDraft; today: string; onClose: () => void };

/** Fields that show the server's refusal themselves. */
const shown = ["key", "name", "introduced_on", "parent", "members", "reason"];

function Form({ reference, entry, today, onClose }: Props) {
  const { t } = useTranslation("reference");
  const [draft, setDraft] = useState(entry);
  const [asked, setAsked] = useState(false);
  const save = useChangeReference();
  const change = (next: Partial<EntryDraft>) => setDraft((now) => ({ ...now, ...next }));
  const complaints = Object.entries({
    ...complaintsOf(draft),
    ...(draft.reason.trim() === "" ? { reason: "missing" as const } : {}),
  });
  const field = save.error instanceof ProblemError ? (save.error.problem.field ?? "") : "";
  const errors = {
    ...(shown.includes(field) ? { [field]: sentenceOf(save.error) } : {}),
    ...(asked ? Object.fromEntries(complaints.map(([key, word]) => [key, t(`form.${word}`)])) : {}),
  };
  const send = () => {
    setAsked(true);
    if (complaints.length > 0) return;
    save.mutate(bodyOf(draft), {
      onSuccess: () => {
        say(t("form.saved"));
        onClose();
      },
    });
  };
  return (
    <DialogForm
      onSubmit={send}
      onCancel={onClose}
      action={t("form.save")}
      isSending={save.isPending}
      error={shown.includes(field) ? null : save.error}
    >
      {!draft.known && (
        <TextInput
          data-autofocus
          label={t("form.key")}
          description={t(`form.keyHint.${draft.kind}`)}
          value={draft.key}
          error={errors.key}
          onChange={(event) => change({ key: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t("form.name")}
        value={draft.name}
        error={errors.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <EntryFields reference={reference} draft={draft} today={today} onChange={change} errors={errors} />
      {draft.known && (
        <Checkbox
          label={t("form.retired")}
          description={t("form.retiredHint")}
          checked={draft.retired}
          onChange={(event) => change({ retired: event.currentTarget.checked })}
        />
      )}
      <Impact draft={draft} />
      <Textarea
        label={t("form.reason")}
        description={t("form.reasonHint")}
        autosize
        minRows={2}
        value={draft.reason}
        error={errors.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
    </DialogForm>
  );
}

export function EntryPanel(props: Omit<Props, "entry"> & { entry: EntryDraft | null }) {
  const { t } = useTranslation("reference");
  const { entry } = props;
  const title =
    entry === null ? "" : entry.known ? t("changeOf", { name: entry.name }) : t(`add.${entry.kind}`);
  return (
    <FormPanel opened={entry !== null} onClose={props.onClose} title={title}>
      {entry !== null && <Form {...props} entry={entry} key={`${entry.kind} ${entry.key}`} />}
    </FormPanel>
  );
}
