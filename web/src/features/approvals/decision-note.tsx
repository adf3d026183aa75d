/** Asks for the words that go with 'changes wanted' or 'declined'. Without words the answer helps nobody. */
import { Button, Group, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
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
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t("ui:cancel")}
        </Button>
        <Button type="submit" loading={isSending}>
          {t(`decide.${outcome}`)}
        </Button>
      </Group>
    </form>
  );
}

export function DecisionNote(props: Props) {
  const { t } = useTranslation(["approvals", "ui"]);
  const { outcome, onClose } = props;
  return (
    <Modal
      opened={outcome !== null}
      onClose={onClose}
      title={outcome === null ? "" : t(`decide.${outcome}`)}
      centered
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {outcome !== null && <NoteForm {...props} outcome={outcome} />}
    </Modal>
  );
}
