/** Adds or changes a channel. Its key and kind stay what they were once it exists. */
import { Alert, Button, Group, Modal, Popover, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import { rightsReferenceQuery, useReferenceNames } from "@/api/rights-reference";
import type { Channel, ChannelChange, NewChannel } from "@/api/types";
import { say } from "@/ui/feedback/undo-toast";
import { PurposePicker } from "@/ui/purpose-picker";
import { TerritoryPicker } from "@/ui/territory-picker/territory-picker";
import classes from "./publishing.module.css";
import { useAddChannel, useChangeChannel } from "./queries";

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

type PickProps = {
  of: "territories" | "purposes";
  value: string[];
  error?: ReactNode;
  onChange: (next: string[]) => void;
};

function Pick({ of, value, error, onChange }: PickProps) {
  const { t } = useTranslation("publishing");
  const { data: reference } = useQuery(rightsReferenceQuery);
  const names = useReferenceNames();
  const Picker = of === "territories" ? TerritoryPicker : PurposePicker;
  const nameOf = of === "territories" ? names.territory : names.purpose;
  return (
    <div className={classes.pick}>
      <span className={classes.pickLabel}>{t(`channels.${of}`)}</span>
      <span className={classes.faint}>{t(`channels.${of}Hint`)}</span>
      <Popover position="bottom-start" shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <Button variant="default" classNames={{ inner: classes.pickValue }}>
            {value.length === 0 ? t("channels.choose") : value.map(nameOf).join(", ")}
            <span className="visually-hidden">{t(`channels.${of}`)}</span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t(`channels.${of}`)}>
          {reference !== undefined && <Picker reference={reference} value={value} onChange={onChange} />}
        </Popover.Dropdown>
      </Popover>
      {error !== undefined && error !== null && (
        <span className={classes.missing} role="alert">
          {error}
        </span>
      )}
    </div>
  );
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
  const isNew = props.channel === undefined;
  return (
    <form noValidate onSubmit={form.onSubmit(send)}>
      <Stack gap="md">
        {save.error !== null && (
          <Alert color="red" role="alert" variant="light">
            {sentenceOf(save.error)}
          </Alert>
        )}
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
        <Pick
          of="territories"
          value={form.values.territories}
          error={form.errors.territories}
          onChange={(next) => form.setFieldValue("territories", next)}
        />
        <Pick
          of="purposes"
          value={form.values.purposes}
          onChange={(next) => form.setFieldValue("purposes", next)}
        />
        <Select
          label={t("channels.preset")}
          allowDeselect={false}
          data={(["original", "large", "preview"] as const).map((value) => ({
            value,
            label: t(`channels.presets.${value}`),
          }))}
          {...form.getInputProps("preset")}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
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

export function ChannelDialog(props: Props) {
  const { t } = useTranslation(["publishing", "ui"]);
  const { channel, opened, onClose } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={channel === undefined ? t("channels.add") : t("channels.edit", { name: channel.name })}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      {opened && <ChannelForm {...props} />}
    </Modal>
  );
}
