/** Who works here, in which role, and the partner organizations. */
import { Button, Select, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CircleCheck, Lock, UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import type { Organization, Person, Role } from "@/api/types";
import { PermissionGate } from "@/ui/access/permission-gate";
import { confirm } from "@/ui/feedback/confirm";
import { ErrorPanel, PanelBoundary } from "@/ui/feedback/error-panel";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import { Page } from "@/ui/page";
import { RestOfList } from "@/ui/rest-of-list";
import { StateChip } from "@/ui/state-chip";
import table from "@/ui/table.module.css";
import { AddPersonDialog } from "./add-person-dialog";
import { Organizations } from "./organizations";
import classes from "./people.module.css";
import { byName, rolesFor } from "./people-search";
import { organizationsQuery, peopleQuery, useChangePerson } from "./queries";

function RoleSelect({ person, organization }: { person: Person; organization: Organization | undefined }) {
  const { t } = useTranslation(["accounts", "ui"]);
  const session = useSession();
  const change = useChangePerson(person.id);
  const roles = organization === undefined ? [person.role] : rolesFor(organization);
  const isOwn = session?.person.id === person.id;
  const ask = async (role: Role) => {
    const question = {
      title: t("people.changeRole", { name: person.name, role: t(`ui:access.roles.${role}`) }),
      message: t("people.changeRoleText"),
      action: t("people.change"),
    };
    if (role === person.role || !(await confirm(question))) return;
    change.mutate({ role }, { onSuccess: () => say(t("people.saved")), onError: sayProblem });
  };
  if (isOwn || roles.length < 2) return <span>{t(`ui:access.roles.${person.role}`)}</span>;
  return (
    <Select
      aria-label={t("people.roleOf", { name: person.name })}
      allowDeselect={false}
      w={170}
      disabled={change.isPending}
      data={roles.map((value) => ({ value, label: t(`ui:access.roles.${value}`) }))}
      value={person.role}
      onChange={(role) => role !== null && void ask(role as Role)}
    />
  );
}

function Suspension({ person }: { person: Person }) {
  const { t } = useTranslation("accounts");
  const session = useSession();
  const change = useChangePerson(person.id);
  if (session?.person.id === person.id) return null;
  const isActive = person.state === "active";
  const ask = async () => {
    const question = {
      title: t("people.suspendTitle", { name: person.name }),
      message: t("people.suspendText"),
      action: t("people.suspend"),
      danger: true,
    };
    if (isActive && !(await confirm(question))) return;
    const state = isActive ? "suspended" : "active";
    change.mutate({ state }, { onSuccess: () => say(t("people.saved")), onError: sayProblem });
  };
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      loading={change.isPending}
      onClick={() => void ask()}
    >
      {t(isActive ? "people.suspend" : "people.reactivate")}
    </Button>
  );
}

function Row({ person, organization }: { person: Person; organization: Organization | undefined }) {
  const { t } = useTranslation("accounts");
  const session = useSession();
  const isActive = person.state === "active";
  return (
    <tr>
      <td>
        <div className={table.strong}>
          {person.name}
          {session?.person.id === person.id && ` (${t("people.you")})`}
        </div>
        <div className={table.faint}>{person.email}</div>
      </td>
      <td className={classes.organization}>{person.organization_name}</td>
      <td className={table.besideActions}>
        <RoleSelect person={person} organization={organization} />
      </td>
      <td className={table.state}>
        <StateChip tone={isActive ? "good" : "quiet"} icon={isActive ? CircleCheck : Lock}>
          {t(`people.states.${person.state}`, person.state)}
        </StateChip>
      </td>
      <td className={table.end}>
        <Suspension person={person} />
      </td>
    </tr>
  );
}

function Rows({ people, organizations }: { people: Person[]; organizations: Organization[] }) {
  const { t } = useTranslation("accounts");
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("people.person")}</th>
            <th scope="col">{t("people.organization")}</th>
            <th scope="col">{t("people.role")}</th>
            <th scope="col">{t("people.state")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("people.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <Row
              key={one.id}
              person={one}
              organization={organizations.find((candidate) => candidate.id === one.organization_id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Content() {
  const { t } = useTranslation("accounts");
  const list = useInfiniteQuery(peopleQuery);
  const organizations = useQuery(organizationsQuery);
  const [adding, dialog] = useDisclosure(false);
  const people = byName(list.data?.pages.flatMap((page) => page.items) ?? []);
  const houses = organizations.data?.items ?? [];
  return (
    <Page
      title={t("people.title")}
      lead={t("people.lead")}
      actions={
        <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={dialog.open}>
          {t("people.add")}
        </Button>
      }
    >
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={240} />}
      {people.length > 0 && <Rows people={people} organizations={houses} />}
      <RestOfList list={list} />
      <PanelBoundary>
        <Organizations people={people} />
      </PanelBoundary>
      <AddPersonDialog opened={adding} onClose={dialog.close} organizations={houses} />
    </Page>
  );
}

export function PeoplePage() {
  const { t } = useTranslation("accounts");
  return (
    <PermissionGate permission="manage_people" title={t("people.title")}>
      <Content />
    </PermissionGate>
  );
}
