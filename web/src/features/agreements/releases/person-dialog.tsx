/** Records somebody shown in assets, or corrects their record. */
import { Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, sentenceOf } from "@/api/problem";
import type { PersonShown } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { say } from "@/ui/feedback/undo-toast";
import forms from "../forms.module.css";
import { useRightsChanged } from "../queries";
import { bodyOfPerson, emptyPerson, type PersonDraft, personDraft } from "./person-draft";
import { savePerson } from "./queries";
import "./texts";

type Props = {
  /** The one to correct; left out, a new one is recorded. */
  person?: PersonShown;
  opened: boolean;
  onClose: () => void;
  onSaved?: (saved: PersonShown) => void;
};

function Form({ person, onClose, onSaved }: Omit<Props, "opened">) {
  const { t } = useTranslation("releases");
  const [draft, setDraft] = useState(() => (person === undefined ? emptyPerson : personDraft(person)));
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const nameless = draft.name.trim() === "";
  const save = useMutation({
    mutationFn: () => savePerson(person?.id, bodyOfPerson(draft)),
    onSuccess: async (saved) => {
      await changed();
      say(person === undefined ? t("person.added", { name: saved.name }) : t("person.corrected"));
      onClose();
      onSaved?.(saved);
    },
  });
  const field = save.error instanceof ProblemError ? save.error.problem.field : undefined;
  const errorAt = (name: string) => (field === name ? sentenceOf(save.error) : undefined);
  const text = (name: Exclude<keyof PersonDraft, "bornOn">) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDraft((now) => ({ ...now, [name]: value }));
    },
    error: errorAt(name),
  });
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (!nameless) save.mutate();
      }}
      onCancel={onClose}
      action={person === undefined ? t("person.add") : t("person.correct")}
      isSending={save.isPending}
      error={field == null || field === "" ? save.error : null}
    >
      <TextInput
        data-autofocus
        label={t("person.name")}
        autoComplete="off"
        {...text("name")}
        error={asked && nameless ? t("person.nameMissing") : errorAt("name")}
      />
      <DayField
        label={t("person.born")}
        description={t("person.bornHint")}
        value={draft.bornOn}
        error={errorAt("born_on")}
        onChange={(bornOn) => setDraft((now) => ({ ...now, bornOn }))}
      />
      <div className={forms.pair}>
        <TextInput
          label={t("person.guardian")}
          description={t("person.guardianHint")}
          autoComplete="off"
          {...text("guardian")}
        />
        <TextInput
          label={t("person.jurisdiction")}
          description={t("person.jurisdictionHint")}
          autoComplete="off"
          {...text("jurisdiction")}
        />
      </div>
      <TextInput
        label={t("person.contact")}
        description={t("person.contactHint")}
        autoComplete="off"
        {...text("contact")}
      />
      <Textarea label={t("person.note")} autosize minRows={2} maxRows={6} {...text("note")} />
    </DialogForm>
  );
}

export function PersonDialog(props: Props) {
  const { t } = useTranslation("releases");
  return (
    <FormDialog
      opened={props.opened}
      onClose={props.onClose}
      size={560}
      title={props.person === undefined ? t("person.newTitle") : t("person.changeTitle")}
    >
      <Form {...props} />
    </FormDialog>
  );
}
