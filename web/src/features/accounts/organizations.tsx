/** The house and its partners, and a way to add a partner. */
import { Button, Skeleton, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Building2, Handshake, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
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
    <FormDialog opened={opened} onClose={onClose} title={t("people.addPartner")}>
      <DialogForm
        onSubmit={send}
        onCancel={onClose}
        action={t("people.addPartner")}
        isSending={add.isPending}
        disabled={name.trim() === ""}
        error={add.error}
      >
        <TextInput
          data-autofocus
          label={t("people.partnerName")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </DialogForm>
    </FormDialog>
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
