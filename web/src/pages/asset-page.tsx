/** One asset: may I use it, what it looks like, and everything on record about it. */
import { ActionIcon, Button, Menu, Skeleton, Tabs, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import {
  Archive,
  ArchiveRestore,
  ChevronLeft,
  ChevronRight,
  Download,
  Grid3x3,
  MoreHorizontal,
} from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Asset, AssetRef } from "@/api/types";
import { verdictQuery } from "@/api/verdicts";
import { Details } from "@/features/assets/details";
import { Preview } from "@/features/assets/preview";
import { archiveAsset, assetQuery, originalUrl, restoreAsset } from "@/features/assets/queries";
import { useCommands } from "@/lib/commands";
import { useCurrentUse } from "@/lib/current-use";
import { useKeys } from "@/lib/keys";
import type { UseContext } from "@/lib/use-context";
import { ErrorPanel, PanelBoundary } from "@/ui/feedback/error-panel";
import { offerUndo, say, sayProblem } from "@/ui/feedback/undo-toast";
import { Page } from "@/ui/page";
import { WhyPanel } from "@/ui/verdict/why-panel";
import { Activity } from "./asset/activity";
import classes from "./asset/asset-page.module.css";
import { type AssetSearch, type AssetSection, sections } from "./asset/asset-search";
import { type Neighbours, useNeighbours } from "./asset/neighbours";
import { UseSection } from "./asset/use-section";
import { VerdictBlock } from "./asset/verdict-block";

const AssetFields = lazy(async () => ({
  default: (await import("@/features/metadata/asset-fields")).AssetFields,
}));
const AssetRights = lazy(async () => ({
  default: (await import("@/features/agreements/asset-rights")).AssetRights,
}));
const Downloads = lazy(async () => ({
  default: (await import("@/features/renditions/downloads")).Downloads,
}));
const FileMetadata = lazy(async () => ({
  default: (await import("@/features/assets/file-metadata")).FileMetadata,
}));
const AssetRecord = lazy(async () => ({
  default: (await import("@/features/assets/asset-record")).AssetRecord,
}));
const Versions = lazy(async () => ({
  default: (await import("@/features/assets/versions")).Versions,
}));
const Alike = lazy(async () => ({
  default: (await import("@/features/duplicates/alike")).Alike,
}));
const AskApproval = lazy(async () => ({ default: (await import("./asset/ask-approval")).AskApproval }));
const PublishDialog = lazy(async () => ({
  default: (await import("@/features/publishing/publish-dialog")).PublishDialog,
}));
const RecordLicenceDialog = lazy(async () => ({
  default: (await import("@/features/agreements/record-licence-dialog")).RecordLicenceDialog,
}));

function refOf(asset: Asset): AssetRef {
  const thumbnail = asset.version.renditions.find((one) => one.preset === "thumbnail");
  return {
    id: asset.id,
    title: asset.title,
    thumbnail_url: thumbnail?.url ?? asset.version.renditions[0]?.url ?? null,
    color: asset.version.color,
  };
}

/** Archive and restore; either can be taken back. */
function useArchiving(asset: Asset | undefined) {
  const { t } = useTranslation("pages");
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all(
      ["assets", "search", "publications"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
  const archive = useMutation({
    mutationFn: (id: string) => archiveAsset(id),
    onSuccess: async (_, id) => {
      await refresh();
      offerUndo(t("archive.done"), async () => {
        await restoreAsset(id);
        await refresh();
      });
    },
    onError: sayProblem,
  });
  const restore = useMutation({
    mutationFn: (id: string) => restoreAsset(id),
    onSuccess: async () => {
      await refresh();
      say(t("archive.restored"));
    },
    onError: sayProblem,
  });
  return {
    archive: () => asset !== undefined && archive.mutate(asset.id),
    restore: () => asset !== undefined && restore.mutate(asset.id),
  };
}

function Walk({ neighbours, go }: { neighbours: Neighbours; go: (id: string | undefined) => void }) {
  const { t } = useTranslation("pages");
  if (neighbours.position === undefined) return null;
  return (
    <div className={classes.walk}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t("walk.previous")}
        disabled={neighbours.previous === undefined}
        onClick={() => go(neighbours.previous)}
      >
        <ChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <span>{t("walk.position", { position: neighbours.position, total: neighbours.total })}</span>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t("walk.next")}
        disabled={neighbours.next === undefined}
        onClick={() => go(neighbours.next)}
      >
        <ChevronRight size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function Actions({ asset, onAsk, onPublish }: { asset: Asset; onAsk: () => void; onPublish: () => void }) {
  const { t } = useTranslation("pages");
  const mayDownload = useMay("download_originals");
  const mayAsk = useMay("request_approvals");
  const mayPublish = useMay("publish");
  const mayEdit = useMay("edit_assets");
  const mayAskRights = useMay("ask_rights");
  const { archive, restore } = useArchiving(asset);
  return (
    <>
      {mayAsk && asset.state === "active" && <Button onClick={onAsk}>{t("actions.ask")}</Button>}
      {mayPublish && asset.state === "active" && (
        <Button variant="default" onClick={onPublish}>
          {t("actions.publish")}
        </Button>
      )}
      {mayAskRights && (
        <Button
          variant="default"
          leftSection={<Grid3x3 size={15} aria-hidden />}
          renderRoot={(props) => <Link to="/coverage" search={{ asset: asset.id }} {...props} />}
        >
          {t("actions.coverage")}
        </Button>
      )}
      {mayDownload && asset.version.preview !== "none" && (
        <Button
          variant="default"
          component="a"
          href={originalUrl(asset.id)}
          download
          leftSection={<Download size={15} aria-hidden />}
        >
          {t("actions.download")}
        </Button>
      )}
      {mayEdit && (
        <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
          <Menu.Target>
            <Tooltip label={t("actions.more")}>
              <ActionIcon variant="default" size={36} aria-label={t("actions.more")}>
                <MoreHorizontal size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {mayDownload && asset.version.preview !== "none" && (
              <Menu.Item
                component="a"
                href={`${originalUrl(asset.id)}?metadata=current`}
                download
                leftSection={<Download size={15} aria-hidden />}
              >
                {t("actions.downloadCurrent")}
              </Menu.Item>
            )}
            {asset.merged_into != null ? null : asset.state === "active" ? (
              <Menu.Item leftSection={<Archive size={15} aria-hidden />} onClick={archive}>
                {t("actions.archive")}
              </Menu.Item>
            ) : (
              <Menu.Item leftSection={<ArchiveRestore size={15} aria-hidden />} onClick={restore}>
                {t("actions.restore")}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

function Section({ section, asset }: { section: AssetSection; asset: Asset }) {
  switch (section) {
    case "details":
      return (
        <>
          <Details key={asset.id} asset={asset} />
          <Suspense fallback={<Skeleton height={80} />}>
            <AssetFields key={`fields ${asset.id}`} asset={asset.id} />
            {asset.record != null && <AssetRecord record={asset.record} />}
          </Suspense>
        </>
      );
    case "rights":
      return (
        <Suspense fallback={<Skeleton height={240} />}>
          <AssetRights asset={refOf(asset)} />
        </Suspense>
      );
    case "versions":
      return (
        <Suspense fallback={<Skeleton height={80} />}>
          <Versions asset={asset} />
        </Suspense>
      );
    case "file":
      return (
        <Suspense fallback={<Skeleton height={80} />}>
          <Downloads asset={asset} />
          <FileMetadata asset={asset.id} />
        </Suspense>
      );
    case "use":
      return <UseSection asset={asset} />;
    case "activity":
      return <Activity asset={asset.id} />;
  }
}

function Sections({ asset }: { asset: Asset }) {
  const { t } = useTranslation("pages");
  const search = useSearch({ strict: false }) as AssetSearch;
  const navigate = useNavigate();
  // Who may not read agreements has the verdict and its 'Why?'; a list that is refused helps nobody.
  const mayView = useMay("view_agreements");
  const shown = sections.filter((section) => section !== "rights" || mayView);
  const open = shown.find((section) => section === search.tab) ?? "details";
  const change = (tab: string | null) => {
    const merge = (previous: Record<string, unknown>) => ({
      ...previous,
      tab: tab === "details" ? undefined : tab,
    });
    void navigate({ to: ".", search: merge as never, replace: true });
  };
  return (
    <Tabs value={open} onChange={change} keepMounted={false} className={classes.tabs}>
      <Tabs.List className={classes.tabList}>
        {shown.map((section) => (
          <Tabs.Tab key={section} value={section} className={classes.tab}>
            {t(`sections.${section}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map((section) => (
        <Tabs.Panel key={section} value={section} className={classes.panel}>
          <h2 className="visually-hidden">{t(`sections.${section}`)}</h2>
          <PanelBoundary>
            <Section section={section} asset={asset} />
          </PanelBoundary>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** J and K, the arrows, and the next two fetched before they are asked for. */
function useWalking(neighbours: Neighbours) {
  const { t } = useTranslation("pages");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const go = (id: string | undefined) => {
    if (id === undefined) return;
    void navigate({
      to: "/assets/$assetId",
      params: { assetId: id },
      search: ((s: object) => s) as never,
      replace: true,
    });
  };
  useKeys(
    neighbours.position === undefined
      ? []
      : [
          { keys: "j", label: t("walk.next"), group: t("walk.group"), run: () => go(neighbours.next) },
          {
            keys: "k",
            label: t("walk.previous"),
            group: t("walk.group"),
            run: () => go(neighbours.previous),
          },
        ],
  );
  const { next, afterNext } = neighbours;
  useEffect(() => {
    for (const id of [next, afterNext]) if (id !== undefined) void queries.prefetchQuery(assetQuery(id));
  }, [next, afterNext, queries]);
  return go;
}

export function AssetPage() {
  const { t } = useTranslation(["pages", "assets"]);
  const { assetId } = useParams({ from: "/shell/assets/$assetId" });
  const [use] = useCurrentUse();
  const answer = useQuery(assetQuery(assetId));
  const verdict = useQuery(verdictQuery(assetId, use));
  const [whyOpened, why] = useDisclosure(false);
  const [asking, setAsking] = useState<{ use: UseContext | undefined } | null>(null);
  const ask = () => setAsking({ use: undefined });
  const [publishing, publish] = useDisclosure(false);
  const [recording, record] = useDisclosure(false);
  const mayAsk = useMay("request_approvals");
  const mayRecord = useMay("edit_agreements");
  const mayView = useMay("view_agreements");
  const neighbours = useNeighbours(assetId);
  const go = useWalking(neighbours);
  const asset = answer.data;
  useCommands(
    asset === undefined || !mayRecord
      ? []
      : [{ id: "record-licence", label: t("verdict.record"), group: t("walk.group"), run: record.open }],
  );
  if (answer.isError) {
    return (
      <Page title={t("assets:title")} hideTitle>
        <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    );
  }
  return (
    <Page
      title={asset?.title ?? t("assets:title")}
      lead={
        asset?.state === "archived"
          ? t(asset.merged_into == null ? "archive.lead" : "archive.merged")
          : undefined
      }
      actions={
        <>
          <Walk neighbours={neighbours} go={go} />
          {asset !== undefined && <Actions asset={asset} onAsk={ask} onPublish={publish.open} />}
        </>
      }
    >
      <div className={classes.page}>
        <VerdictBlock
          verdict={verdict.data}
          error={verdict.error}
          onRetry={() => void verdict.refetch()}
          onWhy={why.open}
          onRecord={mayRecord ? record.open : undefined}
        />
        {asset !== undefined && (
          <Suspense fallback={null}>
            <Alike asset={asset} />
          </Suspense>
        )}
        <div className={classes.columns}>
          {asset === undefined ? <Skeleton height={420} /> : <Preview asset={asset} />}
          {asset === undefined ? <Skeleton height={420} /> : <Sections asset={asset} />}
        </div>
      </div>
      <WhyPanel
        verdict={verdict.data}
        opened={whyOpened}
        onClose={why.close}
        agreementLink={
          mayView
            ? (id, reference) => (
                <Link to="/agreements/$agreementId" params={{ agreementId: id }}>
                  {reference}
                </Link>
              )
            : undefined
        }
      />
      {asset !== undefined && (
        <Suspense fallback={null}>
          {asking !== null && (
            <AskApproval asset={asset} use={asking.use} opened onClose={() => setAsking(null)} />
          )}
          {publishing && (
            <PublishDialog
              assetId={asset.id}
              from={use.from}
              until={use.until}
              opened={publishing}
              onClose={publish.close}
              onAskApproval={
                mayAsk
                  ? (wanted) => {
                      publish.close();
                      setAsking({ use: wanted });
                    }
                  : undefined
              }
            />
          )}
          {recording && (
            <RecordLicenceDialog asset={refOf(asset)} opened={recording} onClose={record.close} />
          )}
        </Suspense>
      )}
    </Page>
  );
}
