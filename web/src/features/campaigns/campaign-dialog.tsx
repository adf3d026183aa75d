/** Adds or changes a campaign: name, days, brief. */

import { Group, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Campaign } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
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
    <DialogForm
      onSubmit={form.onSubmit((values) => save.mutate(values, { onSuccess: done }))}
      onCancel={onClose}
      action={t("ui:save")}
      isSending={save.isPending}
      error={save.error}
    >
      <TextInput data-autofocus label={t("name")} {...form.getInputProps("name")} />
      <Group grow align="flex-start">
        <DayField
          label={t("from")}
          value={form.values.starts_on}
          error={form.errors.starts_on}
          onChange={(day) => form.setFieldValue("starts_on", day)}
        />
        <DayField
          label={t("until")}
          value={form.values.ends_on}
          error={form.errors.ends_on}
          onChange={(day) => form.setFieldValue("ends_on", day)}
        />
      </Group>
      <Textarea autosize minRows={4} label={t("brief")} {...form.getInputProps("brief")} />
    </DialogForm>
  );
}

export function CampaignDialog({ opened, onClose, campaign }: Props) {
  const { t } = useTranslation(["campaigns", "ui"]);
  return (
    <FormDialog opened={opened} onClose={onClose} title={campaign === undefined ? t("add") : t("edit")}>
      <CampaignForm campaign={campaign} onClose={onClose} />
    </FormDialog>
  );
}
