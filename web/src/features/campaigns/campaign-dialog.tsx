/** Adds or changes a campaign: name, days, brief. */
import { Alert, Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import type { Campaign } from "@/api/types";
import { say } from "@/ui/feedback/undo-toast";
import { useSaveCampaign } from "./queries";

type Props = { campaign: Campaign | undefined; opened: boolean; onClose: () => void };

function CampaignForm({ campaign, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["campaigns", "ui"]);
  const navigate = useNavigate();
  const save = useSaveCampaign(campaign);
  const missing = (value: string) => (value.trim() === "" ? t("missing") : null);
  const form = useForm({
    initialValues: {
      name: campaign?.name ?? "",
      brief: campaign?.brief ?? "",
      starts_on: campaign?.starts_on ?? "",
      ends_on: campaign?.ends_on ?? "",
    },
    validate: {
      name: missing,
      starts_on: missing,
      ends_on: (value, values) => missing(value) ?? (value < values.starts_on ? t("backwards") : null),
    },
  });
  const done = (made: Campaign) => {
    say(t("saved"));
    onClose();
    if (campaign === undefined) {
      void navigate({ to: "/campaigns/$campaignId", params: { campaignId: made.id } });
    }
  };
  return (
    <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values, { onSuccess: done }))}>
      <Stack gap="md">
        {save.error !== null && (
          <Alert color="red" role="alert" variant="light">
            {sentenceOf(save.error)}
          </Alert>
        )}
        <TextInput data-autofocus label={t("name")} {...form.getInputProps("name")} />
        <Group grow align="flex-start">
          <TextInput type="date" label={t("from")} {...form.getInputProps("starts_on")} />
          <TextInput type="date" label={t("until")} {...form.getInputProps("ends_on")} />
        </Group>
        <Textarea autosize minRows={4} label={t("brief")} {...form.getInputProps("brief")} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("ui:cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t("ui:save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function CampaignDialog({ opened, onClose, campaign }: Props) {
  const { t } = useTranslation(["campaigns", "ui"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={campaign === undefined ? t("add") : t("edit")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {opened && <CampaignForm campaign={campaign} onClose={onClose} />}
    </Modal>
  );
}
