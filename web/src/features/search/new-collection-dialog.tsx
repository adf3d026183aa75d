/** Asks for the name of a collection and creates it. */
import { Alert, Button, Modal, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import type { Collection } from "@/api/types";
import { createCollection } from "./queries";

type Props = { opened: boolean; onClose: () => void; onCreated: (made: Collection) => void };

export function NewCollectionDialog({ opened, onClose, onCreated }: Props) {
  const { t } = useTranslation(["search", "ui"]);
  const [name, setName] = useState("");
  const create = useMutation({
    mutationFn: () => createCollection(name.trim()),
    onSuccess: (made) => {
      setName("");
      onClose();
      onCreated(made);
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("newCollection")}
      centered
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") create.mutate();
        }}
      >
        {create.error !== null && (
          <Alert color="red" role="alert" mb="md">
            {sentenceOf(create.error)}
          </Alert>
        )}
        <TextInput
          data-autofocus
          label={t("newCollectionName")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" mt="md" loading={create.isPending} disabled={name.trim() === ""}>
          {t("createAndAdd")}
        </Button>
      </form>
    </Modal>
  );
}
