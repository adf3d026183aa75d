/** Adds or changes a channel. Its key and kind stay what they were once it exists. */
import { Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery, useReferenceNames } from "@/api/rights-reference";
import type { Channel, ChannelChange, NewChannel } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { say } from "@/ui/feedback/undo-toast";
import { PickField } from "@/ui/pick-field/pick-field";
import { PurposePicker } from "@/ui/purpose-picker";
import { TerritoryPicker } from "@/ui/territory-picker/territory-picker";
import { presetChoicesQuery, useAddChannel, useChangeChannel } from "./queries";

type Props = { channel: Channel | undefined; opened: boolean; onClose: () => void };

type Values = {
  key: string;
  name: string;
  kind: Channel["kind"];
  rights_channel: string;
  territories: string[];
  purposes: string[];
  preset: Channel["preset"];
  folder: string;
};

function initialValues(channel: Channel | undefined): Values {
  return {
    key: channel?.key ?? "",
    name: channel?.name ?? "",
    kind: channel?.kind ?? "public_url",
    rights_channel: channel?.rights_channel ?? "",
    territories: channel?.territories ?? [],
    purposes: channel?.purposes ?? [],
    preset: channel?.preset ?? "large",
    folder: channel?.folder ?? "",
  };
}

/** What counts as which use stays with the channel: publications stand on it. */
function changeOf({ name, territories, purposes, preset, kind, folder }: Values): ChannelChange {
  return { name, territories, purposes, preset, ...(kind === "folder" ? { folder: folder.trim() } : {}) };
}

function newOf(values: Values): NewChannel {
  const { key, name, kind, rights_channel, territories, purposes, preset, folder } = values;
  const where = kind === "folder" ? { folder: folder.trim() } : {};
  return { key: key.trim(), name, kind, rights_channel, territories, purposes, preset, ...where };
}

function useChannelForm({ channel, onClose }: Props) {
  const { t } = useTranslation("publishing");
  const add = useAddChannel();
  const change = useChangeChannel();
  const missing = (value: string | string[]) => (value.length === 0 ? t("channels.missing") : null);
  const form = useForm<Values>({
    initialValues: initialValues(channel),
    validate: {
      key: missing,
      name: missing,
      rights_channel: missing,
      territories: missing,
      folder: (value, values) => (values.kind === "folder" ? missing(value) : null),
    },
  });
  const onSuccess = () => {
    say(t("channels.saved"));
    onClose();
  };
  const send = (values: Values) =>
    channel === undefined
      ? add.mutate(newOf(values), { onSuccess })
      : change.mutate({ channel, change: changeOf(values) }, { onSuccess });
  return { form, save: channel === undefined ? add : change, send };
}

function ChannelForm(props: Props) {
  const { t } = useTranslation(["publishing", "ui"]);
  const { form, save, send } = useChannelForm(props);
  const { data: reference } = useQuery(rightsReferenceQuery);
  const names = useReferenceNames();
  const house = useQuery(presetChoicesQuery);
  const isNew = props.channel === undefined;
  return (
    <DialogForm
      onSubmit={form.onSubmit(send)}
      onCancel={props.onClose}
      action={t("ui:save")}
      isSending={save.isPending}
      error={save.error}
    >
      <TextInput data-autofocus label={t("channels.name")} {...form.getInputProps("name")} />
      {isNew && (
        <>
          <TextInput
            label={t("channels.key")}
            description={t("channels.keyHint")}
            {...form.getInputProps("key")}
          />
          <Select
            label={t("channels.kind")}
            allowDeselect={false}
            data={(["public_url", "folder"] as const).map((value) => ({
              value,
              label: t(`channels.kinds.${value}`),
            }))}
            {...form.getInputProps("kind")}
          />
        </>
      )}
      {form.values.kind === "folder" && (
        <TextInput
          label={t("channels.folder")}
          description={t("channels.folderHint")}
          {...form.getInputProps("folder")}
        />
      )}
      <Select
        searchable
        disabled={!isNew}
        label={t("channels.rightsChannel")}
        description={t(isNew ? "channels.rightsChannelHint" : "channels.rightsChannelFixed")}
        data={(reference?.channels ?? []).map((one) => ({ value: one.key, label: one.name }))}
        {...form.getInputProps("rights_channel")}
      />
      {reference !== undefined && (
        <>
          <PickField
            label={t("channels.territories")}
            description={t("channels.territoriesHint")}
            action={t("channels.choosePlaces")}
            error={form.errors.territories as string | undefined}
            values={form.values.territories}
            nameOf={names.territory}
            onChange={(next) => form.setFieldValue("territories", next)}
          >
            <TerritoryPicker
              reference={reference}
              value={form.values.territories}
              onChange={(next) => form.setFieldValue("territories", next)}
            />
          </PickField>
          <PickField
            label={t("channels.purposes")}
            description={t("channels.purposesHint")}
            action={t("channels.choosePurposes")}
            values={form.values.purposes}
            nameOf={names.purpose}
            onChange={(next) => form.setFieldValue("purposes", next)}
          >
            <PurposePicker
              reference={reference}
              value={form.values.purposes}
              onChange={(next) => form.setFieldValue("purposes", next)}
            />
          </PickField>
        </>
      )}
      <Select
        label={t("channels.preset")}
        allowDeselect={false}
        description={t("channels.presetHint")}
        data={[
          ...(["original", "large", "preview"] as const).map((value) => ({
            value: value as string,
            label: t(`channels.presets.${value}`),
          })),
          ...(house.data ?? [])
            .filter((one) => !one.built_in && (one.state === "active" || one.key === form.values.preset))
            .map((one) => ({ value: one.key, label: one.name })),
        ]}
        {...form.getInputProps("preset")}
      />
    </DialogForm>
  );
}

export function ChannelDialog(props: Props) {
  const { t } = useTranslation(["publishing", "ui"]);
  const { channel, opened, onClose } = props;
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={channel === undefined ? t("channels.add") : t("channels.edit", { name: channel.name })}
    >
      <ChannelForm {...props} />
    </FormDialog>
  );
}
