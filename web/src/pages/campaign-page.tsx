/** One campaign: its days and brief, and what is published for it. */
import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ChevronLeft, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Campaign } from "@/api/types";
import { CampaignDialog } from "@/features/campaigns/campaign-dialog";
import { CampaignPhase } from "@/features/campaigns/campaign-phase";
import { campaignQuery } from "@/features/campaigns/queries";
import { PublicationList } from "@/features/publishing/publication-list";
import { blockedFirst, ofCampaign } from "@/features/publishing/publications-search";
import { publicationsQuery } from "@/features/publishing/queries";
import { formatDayRange } from "@/lib/dates";
import { PermissionGate } from "@/ui/access/permission-gate";
import { ErrorPanel, PanelBoundary } from "@/ui/feedback/error-panel";
import { Page, Panel } from "@/ui/page";
import { RestOfList } from "@/ui/rest-of-list";
import classes from "./campaign-page.module.css";

function Publications({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("campaigns");
  const list = useInfiniteQuery(publicationsQuery({ campaign: campaign.id }));
  const publications = ofCampaign(list.data?.pages.flatMap((page) => page.items) ?? [], campaign.id);
  if (list.isError) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton height={96} />;
  return (
    <section className={classes.section}>
      <h2>{t("publicationsTitle")}</h2>
      {publications.length === 0 && !list.hasNextPage ? (
        <p>{t("noPublications")}</p>
      ) : (
        <PublicationList
          label={t("publicationsTitle")}
          publications={blockedFirst(publications)}
          withCampaign={false}
        />
      )}
      <RestOfList list={list} />
    </section>
  );
}

function Loaded({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("campaigns");
  const mayEdit = useMay("edit_campaigns");
  const [editing, dialog] = useDisclosure(false);
  return (
    <Page
      title={campaign.name}
      lead={
        <span className={classes.lead}>
          <CampaignPhase campaign={campaign} />
          {formatDayRange(campaign.starts_on, campaign.ends_on)}
        </span>
      }
      actions={
        mayEdit && (
          <Button variant="default" leftSection={<Pencil size={16} aria-hidden />} onClick={dialog.open}>
            {t("change")}
          </Button>
        )
      }
    >
      <Link to="/campaigns" className={classes.back}>
        <ChevronLeft size={16} aria-hidden />
        {t("back")}
      </Link>
      <div className={classes.stack}>
        <Panel title={t("brief")}>
          <p className={classes.brief}>{campaign.brief === "" ? t("noBrief") : campaign.brief}</p>
        </Panel>
        <PanelBoundary>
          <Publications campaign={campaign} />
        </PanelBoundary>
      </div>
      <CampaignDialog key={campaign.revision} opened={editing} onClose={dialog.close} campaign={campaign} />
    </Page>
  );
}

function Content() {
  const { t } = useTranslation("campaigns");
  const { campaignId } = useParams({ from: "/shell/campaigns/$campaignId" });
  const campaign = useQuery(campaignQuery(campaignId));
  if (campaign.data !== undefined) return <Loaded campaign={campaign.data} />;
  return (
    <Page title={t("one")} hideTitle>
      {campaign.isError ? (
        <ErrorPanel error={campaign.error} onRetry={() => void campaign.refetch()} />
      ) : (
        <Skeleton height={240} />
      )}
    </Page>
  );
}

export function CampaignPage() {
  const { t } = useTranslation("campaigns");
  return (
    <PermissionGate permission="view_campaigns" title={t("one")}>
      <Content />
    </PermissionGate>
  );
}
