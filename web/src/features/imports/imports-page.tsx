/** Folders that were imported, and the door to import another. */
import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FolderInput } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Import } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Moment } from "@/ui/moment";
import { Page } from "@/ui/page";
import { RestOfList } from "@/ui/rest-of-list";
import table from "@/ui/table.module.css";
import { ImportState } from "./import-state";
import { NewImportDialog } from "./new-import-dialog";
import { importsQuery } from "./queries";
import "./texts";

function Row({ one }: { one: Import }) {
  const { t } = useTranslation("imports");
  return (
    <tr>
      <td>
        <Link to="/imports/$importId" params={{ importId: one.id }} className={table.strong}>
          {one.folder}
        </Link>
        {one.looked_at != null && (
          <div className={table.faint}>
            {t("lookedAt")} <Moment at={one.looked_at} />
          </div>
        )}
        <div className={table.faint}>
          {one.kind === "folder"
            ? t("progress", { done: formatCount(one.total - one.waiting), total: formatCount(one.total) })
            : t(one.kind === "hot" ? "progressOf.hot" : "progressOf.records", {
                done: formatCount(one.total - one.waiting),
              })}
          {one.refused > 0 && ` · ${t("counts.refused")}: ${formatCount(one.refused)}`}
        </div>
      </td>
      <td className={table.state}>
        <ImportState one={one} />
      </td>
      <td className={table.minor}>{one.created_by_name}</td>
      <td className={table.besideActions}>
        <Moment at={one.created_at} />
      </td>
    </tr>
  );
}

function Rows({ imports }: { imports: Import[] }) {
  const { t } = useTranslation("imports");
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("source")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col" className={table.minor}>
              {t("byWhom")}
            </th>
            <th scope="col">{t("when")}</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Content() {
  const { t } = useTranslation("imports");
  const list = useInfiniteQuery(importsQuery);
  const [adding, dialog] = useDisclosure(false);
  const imports = list.data?.pages.flatMap((page) => page.items) ?? [];
  const add = (
    <Button leftSection={<FolderInput size={16} aria-hidden />} onClick={dialog.open}>
      {t("add")}
    </Button>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={200} />}
      {list.data !== undefined && imports.length === 0 && (
        <EmptyState icon={FolderInput} title={t("none")}>
          {t("noneText")}
        </EmptyState>
      )}
      {imports.length > 0 && <Rows imports={imports} />}
      <RestOfList list={list} />
      <NewImportDialog opened={adding} onClose={dialog.close} />
    </Page>
  );
}

export function ImportsPage() {
  const { t } = useTranslation("imports");
  return (
    <PermissionGate permission="operate" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
