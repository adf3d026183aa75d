/** Everything that was, is or will be out there, and what stands where it must not. */
import { Button, Select, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { OctagonAlert, Radio, Settings2 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { FilterRow } from "@/ui/filter-row";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { RestOfList } from "@/ui/rest-of-list";
import table from "@/ui/table.module.css";
import { PublicationList } from "./publication-list";
import { blockedFirst, ofCampaign, type PublicationsSearch, publicationStates } from "./publications-search";
import { campaignChoicesQuery, channelsQuery, publicationsQuery } from "./queries";

type Change = (next: PublicationsSearch) => void;

function Filters({ search, change }: { search: PublicationsSearch; change: Change }) {
  const { t } = useTranslation("publishing");
  const channels = useQuery(channelsQuery);
  const campaigns = useQuery(campaignChoicesQuery);
  const options = (items: { id: string; name: string }[] | undefined) =>
    (items ?? []).map((one) => ({ value: one.id, label: one.name }));
  return (
    <div className={table.tools}>
      <FilterRow
        label={t("filter")}
        options={(["all", ...publicationStates.filter((one) => one !== "all")] as const).map((key) => ({
          key,
          name: t(`states.${key}`),
        }))}
        value={search.state ?? "all"}
        onChange={(key) => change({ state: key === "all" ? undefined : key })}
      />
      <Select
        aria-label={t("channel")}
        placeholder={t("anyChannel")}
        clearable
        clearButtonProps={{ "aria-label": t("clearChannel") }}
        w={190}
        data={options(channels.data?.items)}
        value={search.channel ?? null}
        onChange={(value) => change({ channel: value ?? undefined })}
      />
      <Select
        aria-label={t("campaign")}
        placeholder={t("anyCampaign")}
        clearable
        clearButtonProps={{ "aria-label": t("clearCampaign") }}
        w={190}
        data={options(campaigns.data?.items)}
        value={search.campaign ?? null}
        onChange={(value) => change({ campaign: value ?? undefined })}
      />
    </div>
  );
}

function Blocked({ count }: { count: number }) {
  const { t } = useTranslation("publishing");
  if (count === 0) return null;
  return (
    <Notice tone="alarm" icon={OctagonAlert} title={t("blocked.title", { count })} urgent>
      {t("blocked.text")}
    </Notice>
  );
}

function Content() {
  const { t } = useTranslation("publishing");
  const search = useSearch({ from: "/shell/publications" });
  const navigate = useNavigate();
  const mayManage = useMay("manage_channels");
  const list = useInfiniteQuery(publicationsQuery(search));
  const publications = useMemo(
    () => blockedFirst(ofCampaign(list.data?.pages.flatMap((page) => page.items) ?? [], search.campaign)),
    [list.data, search.campaign],
  );
  const change: Change = (next) =>
    void navigate({ to: "/publications", search: { ...search, ...next }, replace: true });
  const isNarrowed = Object.values(search).some((value) => value !== undefined);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        mayManage && (
          <Button
            component={Link}
            to="/channels"
            variant="default"
            leftSection={<Settings2 size={16} aria-hidden />}
          >
            {t("channels.title")}
          </Button>
        )
      }
    >
      <Filters search={search} change={change} />
      <div className={table.notice}>
        <Blocked count={publications.filter((one) => one.blocked).length} />
      </div>
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={96} />}
      {list.data !== undefined && publications.length === 0 && (
        <EmptyState icon={Radio} title={t(isNarrowed ? "empty.narrowed" : "empty.title")}>
          {t(isNarrowed ? "empty.narrowedText" : "empty.text")}
        </EmptyState>
      )}
      {publications.length > 0 && <PublicationList label={t("title")} publications={publications} />}
      <RestOfList list={list} />
    </Page>
  );
}

export function PublicationsPage() {
  const { t } = useTranslation("publishing");
  return (
    <PermissionGate permission="view_campaigns" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
