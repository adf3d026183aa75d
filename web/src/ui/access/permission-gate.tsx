/** Shows a page to those who hold a permission, and to everybody else why they cannot see it and who can change that. */
import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sessionQuery } from "@/api/session";
import type { Permission } from "@/api/types";
import { EmptyState } from "@/ui/feedback/empty-state";
import { Page } from "@/ui/page";

type Props = {
  permission: Permission;
  /** The title of the page it stands for. */
  title: string;
  children: ReactNode;
};

export function PermissionGate({ permission, title, children }: Props) {
  const { t } = useTranslation("ui");
  const { data: session } = useQuery(sessionQuery);
  if (session === undefined || session === null) return null;
  if (session.permissions.includes(permission)) return children;
  return (
    <Page title={title}>
      <EmptyState icon={Lock} title={t("access.title")}>
        {t("access.why", {
          role: t(`access.roles.${session.person.role}`),
          permission: t(`access.permissions.${permission}`),
        })}{" "}
        {t("access.ask")}
      </EmptyState>
    </Page>
  );
}
