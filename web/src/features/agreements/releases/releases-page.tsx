/** Releases, and the people they are about. The people are shown only to those who may approve agreements. */
import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, UserCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { FilterRow } from "@/ui/filter-row";
import { Page } from "@/ui/page";
import { RestOfList } from "@/ui/rest-of-list";
import table from "@/ui/table.module.css";
import { AgreementDialog } from "../agreement-dialog";
import { PeopleList } from "./people-list";
import { PersonDialog } from "./person-dialog";
import { releasesQuery } from "./queries";
import { ReleaseRows } from "./release-rows";
import type { ReleasesSearch } from "./releases-search";
import "./texts";

function Releases({ onAdd }: { onAdd: (() => void) | undefined }) {
  const { t } = useTranslation("releases");
  const list = useInfiniteQuery(releasesQuery);
  const releases = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {list.isPending && <Skeleton height={240} />}
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {releases.length > 0 && <ReleaseRows releases={releases} />}
      {list.isSuccess && releases.length === 0 && (
        <EmptyState
          icon={UserCheck}
          title={t("empty")}
          actions={onAdd !== undefined && <Button onClick={onAdd}>{t("record")}</Button>}
        >
          {t("emptyText")}
        </EmptyState>
      )}
      <RestOfList list={list} />
    </>
  );
}

function Content() {
  const { t } = useTranslation("releases");
  const search = useSearch({ strict: false }) as ReleasesSearch;
  const navigate = useNavigate();
  const mayEdit = useMay("edit_agreements");
  const mayKnowPeople = useMay("approve_agreements");
  const [adding, dialog] = useDisclosure(false);
  const showsPeople = search.show === "people" && mayKnowPeople;
  const show = (key: "releases" | "people") => {
    const next = (previous: Record<string, unknown>) => ({
      ...previous,
      show: key === "people" ? key : undefined,
    });
    void navigate({ to: ".", search: next as never, replace: true });
  };
  const add = (showsPeople || mayEdit) && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={dialog.open}>
      {t(showsPeople ? "people.add" : "record")}
    </Button>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      {mayKnowPeople && (
        <div className={table.tools}>
          <FilterRow
            label={t("tabs")}
            options={(["releases", "people"] as const).map((key) => ({ key, name: t(`tab.${key}`) }))}
            value={showsPeople ? "people" : "releases"}
            onChange={show}
          />
        </div>
      )}
      {showsPeople ? (
        <PeopleList onAdd={dialog.open} />
      ) : (
        <Releases onAdd={mayEdit ? dialog.open : undefined} />
      )}
      <PersonDialog
        opened={adding && showsPeople}
        onClose={dialog.close}
        onSaved={(made) => void navigate({ to: "/releases/people/$personId", params: { personId: made.id } })}
      />
      <AgreementDialog
        kind="model_release"
        opened={adding && !showsPeople}
        onClose={dialog.close}
        onSaved={(made) =>
          void navigate({ to: "/agreements/$agreementId", params: { agreementId: made.id } })
        }
      />
    </Page>
  );
}

export function ReleasesPage() {
  const { t } = useTranslation("releases");
  return (
    <PermissionGate permission="view_agreements" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
