/** Asks for the name of a collection and creates it. */
import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Collection } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { createCollection } from "./queries";

type Props = { onClose: () => void; onCreated: (made: Collection) => void };

export default function NewCollectionDialog({ onClose, onCreated }: Props) {
  const { t } = useTranslation(["search", "ui"]);
  const [name, setName] = useState("");
  const create = useMutation({
    mutationFn: () => createCollection(name.trim()),
    onSuccess: (made) => {
      onClose();
      onCreated(made);
    },
  });
  return (
    <FormDialog opened onClose={onClose} title={t("newCollection")}>
      <DialogForm
        onSubmit={() => create.mutate()}
        onCancel={onClose}
        action={t("createAndAdd")}
        isSending={create.isPending}
        disabled={name.trim() === ""}
        error={create.error}
      >
        <TextInput
          data-autofocus
          label={t("newCollectionName")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </DialogForm>
    </FormDialog>
  );
}
