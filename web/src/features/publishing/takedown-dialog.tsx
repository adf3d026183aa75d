/** Takes a publication down: a reason that goes on record, and a typed word, because it cannot be taken back. */
import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import type { Publication } from "@/api/types";
import { say } from "@/ui/feedback/undo-toast";
import { useTakeDown } from "./queries";

type Props = { publication: Publication; opened: boolean; onClose: () => void };

function TakedownForm({ publication, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["publishing", "ui"]);
  const [reason, setReason] = useState("");
  const [word, setWord] = useState("");
  const takeDown = useTakeDown(publication.id);
  const wanted = t("takedown.word");
  const ready = reason.trim() !== "" && word.trim().toLowerCase() === wanted.toLowerCase();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        takeDown.mutate(reason.trim(), {
          onSuccess: () => {
            say(t("takedown.done"));
            onClose();
          },
        });
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          {t("takedown.text", { title: publication.asset.title, channel: publication.channel.name })}
        </Text>
        {takeDown.error !== null && (
          <Alert color="red" role="alert" variant="light">
            {sentenceOf(takeDown.error)}
          </Alert>
        )}
        <Textarea
          data-autofocus
          autosize
          minRows={2}
          required
          label={t("takedown.reason")}
          description={t("takedown.reasonHint")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={t("ui:typeToConfirm", { word: wanted })}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("ui:cancel")}
          </Button>
          <Button type="submit" color="red.9" loading={takeDown.isPending} disabled={!ready}>
            {t("takedown.action")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function TakedownDialog({ publication, opened, onClose }: Props) {
  const { t } = useTranslation(["publishing", "ui"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("takedown.title")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {opened && <TakedownForm publication={publication} onClose={onClose} />}
    </Modal>
  );
}
