/** The campaigns: what runs now, what comes, what is over. */
import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Megaphone, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Campaign } from "@/api/types";
import { civilDay, formatDayRange } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page } from "@/ui/page";
import { RestOfList } from "@/ui/rest-of-list";
import { CampaignDialog } from "./campaign-dialog";
import { CampaignPhase } from "./campaign-phase";
import classes from "./campaigns.module.css";
import { byPhase } from "./phase";
import { campaignsQuery } from "./queries";

function Card({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("campaigns");
  const { publication_count: all, live_count: live } = campaign;
  return (
    <li>
      <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className={classes.card}>
        <span className={classes.top}>
          <CampaignPhase campaign={campaign} />
          <span className={classes.faint}>{formatDayRange(campaign.starts_on, campaign.ends_on)}</span>
        </span>
        <strong>{campaign.name}</strong>
        {campaign.brief !== "" && <span className={classes.brief}>{campaign.brief}</span>}
        <span className={classes.faint}>
          {t("publications", { count: all, formatted: formatCount(all) })}
          {all > 0 && ` · ${t("live", { count: live, formatted: formatCount(live) })}`}
        </span>
      </Link>
    </li>
  );
}

function Content() {
  const { t } = useTranslation("campaigns");
  const mayEdit = useMay("edit_campaigns");
  const list = useInfiniteQuery(campaignsQuery);
  const [adding, dialog] = useDisclosure(false);
  const campaigns = byPhase(list.data?.pages.flatMap((page) => page.items) ?? [], civilDay(new Date()));
  const add = mayEdit && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={dialog.open}>
      {t("add")}
    </Button>
  );
  return (
    <Page title={t("title")} actions={add}>
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={140} />}
      {list.data !== undefined && campaigns.length === 0 && (
        <EmptyState icon={Megaphone} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      )}
      <ul className={classes.cards}>
        {campaigns.map((one) => (
          <Card key={one.id} campaign={one} />
        ))}
      </ul>
      <RestOfList list={list} />
      <CampaignDialog opened={adding} onClose={dialog.close} campaign={undefined} />
    </Page>
  );
}

export function CampaignsPage() {
  const { t } = useTranslation("campaigns");
  return (
    <PermissionGate permission="view_campaigns" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
