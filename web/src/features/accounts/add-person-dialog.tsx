/** Adds a person with a first password. Which roles there are depends on the organization. */
import { PasswordInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import type { Organization, Role } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { say } from "@/ui/feedback/undo-toast";
import { rolesFor } from "./people-search";
import { useAddPerson } from "./queries";

type Props = { opened: boolean; onClose: () => void; organizations: Organization[] };

function PersonForm({ onClose, organizations }: Omit<Props, "opened">) {
  const { t } = useTranslation(["accounts", "ui"]);
  const session = useSession();
  const add = useAddPerson();
  const missing = (value: string) => (value.trim() === "" ? t("people.missing") : null);
  const form = useForm({
    initialValues: {
      name: "",
      email: "",
      organization_id: session?.organization.id ?? "",
      role: "editor" as Role,
      password: "",
    },
    validate: { name: missing, email: missing, organization_id: missing, password: missing },
  });
  const roles = rolesFor(organizations.find((one) => one.id === form.values.organization_id));
  const choose = (id: string | null) => {
    const fitting = rolesFor(organizations.find((one) => one.id === id));
    const role = fitting.includes(form.values.role) ? form.values.role : (fitting[0] ?? "partner");
    form.setValues({ organization_id: id ?? "", role });
  };
  const send = (values: typeof form.values) =>
    add.mutate(
      { ...values, email: values.email.trim(), name: values.name.trim() },
      {
        onSuccess: (made) => {
          say(t("people.added", { name: made.name }));
          onClose();
        },
      },
    );
  return (
    <DialogForm
      onSubmit={form.onSubmit(send)}
      onCancel={onClose}
      action={t("people.add")}
      isSending={add.isPending}
      error={add.error}
    >
      <TextInput data-autofocus label={t("people.name")} {...form.getInputProps("name")} />
      <TextInput type="email" autoComplete="off" label={t("people.email")} {...form.getInputProps("email")} />
      <Select
        label={t("people.organization")}
        allowDeselect={false}
        data={organizations.map((one) => ({ value: one.id, label: one.name }))}
        value={form.values.organization_id}
        error={form.errors.organization_id}
        onChange={choose}
      />
      <Select
        label={t("people.role")}
        allowDeselect={false}
        data={roles.map((value) => ({ value, label: t(`ui:access.roles.${value}`) }))}
        {...form.getInputProps("role")}
      />
      <PasswordInput
        autoComplete="new-password"
        label={t("people.password")}
        description={t("people.passwordHint")}
        {...form.getInputProps("password")}
      />
    </DialogForm>
  );
}

export function AddPersonDialog({ opened, onClose, organizations }: Props) {
  const { t } = useTranslation(["accounts", "ui"]);
  return (
    <FormDialog opened={opened} onClose={onClose} title={t("people.add")}>
      <PersonForm onClose={onClose} organizations={organizations} />
    </FormDialog>
  );
}
