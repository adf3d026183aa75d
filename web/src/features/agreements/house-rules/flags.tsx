/** The marks on an asset that duties of law or of the house look at. */
import { ActionIcon, Autocomplete, Button, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Flag } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { confirm } from "@/ui/feedback/confirm";
import { sayProblem } from "@/ui/feedback/undo-toast";
import sections from "../asset-rights.module.css";
import forms from "../forms.module.css";
import { useRightsChanged } from "../queries";
import { flagKey, flagName, knownFlags } from "./flag-words";
import classes from "./house-rules.module.css";
import { addFlag, flagsQuery, removeFlag } from "./queries";
import "./texts";

function Form({ asset, onClose }: { asset: string; onClose: () => void }) {
  const { t } = useTranslation("houseRules");
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const changed = useRightsChanged();
  const save = useMutation({
    mutationFn: () =>
      addFlag(asset, { flag: flagKey(name), ...(note.trim() === "" ? {} : { note: note.trim() }) }),
    onSuccess: async () => {
      await changed();
      onClose();
    },
  });
  return (
    <DialogForm
      onSubmit={() => name.trim() !== "" && save.mutate()}
      onCancel={onClose}
      action={t("marks.save")}
      isSending={save.isPending}
      disabled={name.trim() === ""}
      error={save.error}
    >
      <p className={forms.hint}>{t("marks.hint")}</p>
      <Autocomplete label={t("marks.name")} data={knownFlags.map(flagName)} value={name} onChange={setName} />
      <TextInput
        label={t("marks.note")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

function Mark({ asset, flag }: { asset: string; flag: Flag }) {
  const { t } = useTranslation("houseRules");
  const mayRemove = useMay("approve_agreements");
  const changed = useRightsChanged();
  const remove = useMutation({
    mutationFn: () => removeFlag(asset, flag.id),
    onSuccess: changed,
    onError: sayProblem,
  });
  const askRemove = async () => {
    const yes = await confirm({
      title: t("marks.removeTitle"),
      message: t("marks.removeText"),
      action: t("rules.remove"),
      danger: true,
    });
    if (yes) remove.mutate();
  };
  return (
    <li title={flag.note ?? undefined} data-fixed={!mayRemove}>
      {flagName(flag.flag)}
      {mayRemove && (
        <ActionIcon
          size={24}
          radius="xl"
          variant="subtle"
          color="gray"
          loading={remove.isPending}
          aria-label={t("marks.remove", { name: flagName(flag.flag) })}
          onClick={() => void askRemove()}
        >
          <X size={14} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}

export function Flags({ asset }: { asset: string }) {
  const { t } = useTranslation("houseRules");
  const flags = useQuery(flagsQuery(asset));
  const mayAdd = useMay("edit_assets");
  const [adding, dialog] = useDisclosure(false);
  if (flags.data === undefined || (flags.data.length === 0 && !mayAdd)) return null;
  return (
    <section className={sections.section}>
      <h3>{t("marks.title")}</h3>
      {flags.data.length > 0 && (
        <ul className={classes.marks}>
          {flags.data.map((flag) => (
            <Mark key={flag.id} asset={asset} flag={flag} />
          ))}
        </ul>
      )}
      {mayAdd && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={dialog.open}
          style={{ justifySelf: "start" }}
        >
          {t("marks.add")}
        </Button>
      )}
      <FormDialog opened={adding} onClose={dialog.close} size={480} title={t("marks.add")}>
        <Form asset={asset} onClose={dialog.close} />
      </FormDialog>
    </section>
  );
}
