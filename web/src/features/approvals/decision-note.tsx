/** Asks for the words that go with 'changes wanted' or 'declined'. Without words the answer helps nobody. */
import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";

type Outcome = "changes" | "decline";

type Props = {
  outcome: Outcome | null;
  /** Who will read it. */
  name: string;
  isSending: boolean;
  onClose: () => void;
  onSend: (outcome: Outcome, note: string) => void;
};

function NoteForm({ outcome, name, isSending, onClose, onSend }: Props & { outcome: Outcome }) {
  const { t } = useTranslation(["approvals", "ui"]);
  const [note, setNote] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const send = () => {
    setIsMissing(note.trim() === "");
    if (note.trim() !== "") onSend(outcome, note.trim());
  };
  return (
    <DialogForm onSubmit={send} onCancel={onClose} action={t(`decide.${outcome}`)} isSending={isSending}>
      <Textarea
        data-autofocus
        autosize
        minRows={3}
        label={t(outcome === "changes" ? "decide.noteChanges" : "decide.noteDecline")}
        description={t("decide.noteHint")}
        error={isMissing ? t("decide.noteMissing", { name }) : undefined}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
        }}
      />
    </DialogForm>
  );
}

export function DecisionNote(props: Props) {
  const { t } = useTranslation(["approvals", "ui"]);
  const { outcome, onClose } = props;
  return (
    <FormDialog
      opened={outcome !== null}
      onClose={onClose}
      title={outcome === null ? "" : t(`decide.${outcome}`)}
    >
      {outcome !== null && <NoteForm {...props} outcome={outcome} />}
    </FormDialog>
  );
}
