/** Takes a publication down, or cancels one that is only planned: a reason that goes on record, and a typed word, because it cannot be taken back. */
import { Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Publication } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { say } from "@/ui/feedback/undo-toast";
import { useTakeDown } from "./queries";

/** The words of ending it: what is not live yet cannot be taken down. */
export const endingOf = (publication: Publication) =>
  publication.state === "planned" ? "cancel" : "takedown";

type Props = { publication: Publication; opened: boolean; onClose: () => void };

function TakedownForm({ publication, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["publishing", "ui"]);
  const [reason, setReason] = useState("");
  const [word, setWord] = useState("");
  const takeDown = useTakeDown(publication.id);
  const ending = endingOf(publication);
  const wanted = t(`${ending}.word`);
  const ready = reason.trim() !== "" && word.trim().toLowerCase() === wanted.toLowerCase();
  const send = () =>
    takeDown.mutate(reason.trim(), {
      onSuccess: () => {
        say(t(`${ending}.done`));
        onClose();
      },
    });
  return (
    <DialogForm
      onSubmit={send}
      onCancel={onClose}
      action={t(`${ending}.action`)}
      isSending={takeDown.isPending}
      disabled={!ready}
      danger
      error={takeDown.error}
    >
      <Text size="sm">
        {t(`${ending}.text`, { title: publication.asset.title, channel: publication.channel.name })}
      </Text>
      <Textarea
        data-autofocus
        autosize
        minRows={2}
        label={t(`${ending}.reason`)}
        description={t(`${ending}.reasonHint`)}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        label={t("ui:typeToConfirm", { word: wanted })}
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

export function TakedownDialog({ publication, opened, onClose }: Props) {
  const { t } = useTranslation(["publishing", "ui"]);
  return (
    <FormDialog opened={opened} onClose={onClose} title={t(`${endingOf(publication)}.title`)}>
      <TakedownForm publication={publication} onClose={onClose} />
    </FormDialog>
  );
}
