/** The house and its partners, and a way to add a partner. */
import { Alert, Button, Group, Modal, Skeleton, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Building2, Handshake, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import type { Person } from "@/api/types";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say } from "@/ui/feedback/undo-toast";
import classes from "./people.module.css";
import { organizationsQuery, useAddOrganization } from "./queries";

function AddPartner({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["accounts", "ui"]);
  const [name, setName] = useState("");
  const add = useAddOrganization();
  const send = () => {
    if (name.trim() === "") return;
    add.mutate(name.trim(), {
      onSuccess: (made) => {
        say(t("people.partnerAdded", { name: made.name }));
        setName("");
        onClose();
      },
    });
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("people.addPartner")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="md">
          {add.error !== null && (
            <Alert color="red" role="alert" variant="light">
              {sentenceOf(add.error)}
            </Alert>
          )}
          <TextInput
            data-autofocus
            label={t("people.partnerName")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("ui:cancel")}
            </Button>
            <Button type="submit" loading={add.isPending} disabled={name.trim() === ""}>
              {t("people.addPartner")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

export function Organizations({ people }: { people: Person[] }) {
  const { t } = useTranslation("accounts");
  const organizations = useQuery(organizationsQuery);
  const [adding, dialog] = useDisclosure(false);
  return (
    <section className={classes.organizations}>
      <header>
        <h2>{t("people.organizations")}</h2>
        <Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={dialog.open}>
          {t("people.addPartner")}
        </Button>
      </header>
      {organizations.isError && (
        <ErrorPanel error={organizations.error} onRetry={() => void organizations.refetch()} />
      )}
      {organizations.isPending && <Skeleton height={64} />}
      <ul>
        {(organizations.data?.items ?? []).map((one) => {
          const Icon = one.kind === "house" ? Building2 : Handshake;
          const count = people.filter((person) => person.organization_id === one.id).length;
          return (
            <li key={one.id}>
              <Icon size={20} strokeWidth={1.5} aria-hidden />
              <strong>{one.name}</strong>
              <span>
                {t(`people.kinds.${one.kind}`, one.kind)} · {t("people.count", { count })}
              </span>
            </li>
          );
        })}
      </ul>
      <AddPartner opened={adding} onClose={dialog.close} />
    </section>
  );
}
