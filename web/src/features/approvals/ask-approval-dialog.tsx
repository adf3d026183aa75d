/** Asks for the approval of an asset's current version for a use. Opened from pages about the asset. */
import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import { apiUse, rightsReferenceQuery } from "@/api/rights-reference";
import type { Approval } from "@/api/types";
import { isCompleteUse, type UseContext } from "@/lib/use-context";
import { say } from "@/ui/feedback/undo-toast";
import { UseContextBar } from "@/ui/use-context-bar/use-context-bar";
import { useAskApproval } from "./queries";

type Props = {
  opened: boolean;
  onClose: () => void;
  assetId: string;
  /** The use one has asked about; it can be changed here. */
  use: UseContext;
  onAsked?: (approval: Approval) => void;
};

function AskForm({ onClose, assetId, use: initial, onAsked }: Omit<Props, "opened">) {
  const { t } = useTranslation(["approvals", "ui"]);
  const { data: reference } = useQuery(rightsReferenceQuery);
  const [use, setUse] = useState(initial);
  const [due, setDue] = useState("");
  const [note, setNote] = useState("");
  const ask = useAskApproval();
  const complete = isCompleteUse(use);
  const send = () => {
    if (!isCompleteUse(use)) return;
    const body = {
      asset_id: assetId,
      use: apiUse(use),
      note: note.trim(),
      due_on: due === "" ? undefined : due,
    };
    ask.mutate(body, {
      onSuccess: (approval) => {
        say(t("ask.done"));
        onClose();
        onAsked?.(approval);
      },
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t("ask.text")}</Text>
        {ask.error !== null && (
          <Alert color="red" role="alert" variant="light">
            {sentenceOf(ask.error)}
          </Alert>
        )}
        <UseContextBar reference={reference} use={use} onChange={setUse} inline />
        {!complete && <Text size="sm">{t("ask.incomplete")}</Text>}
        <TextInput
          type="date"
          label={t("ask.due")}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
        <Textarea
          autosize
          minRows={2}
          label={t("ask.note")}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("ui:cancel")}
          </Button>
          <Button type="submit" loading={ask.isPending} disabled={!complete}>
            {t("ask.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function AskApprovalDialog({ opened, onClose, ...rest }: Props) {
  const { t } = useTranslation(["approvals", "ui"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("ask.title")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {opened && <AskForm onClose={onClose} {...rest} />}
    </Modal>
  );
}
