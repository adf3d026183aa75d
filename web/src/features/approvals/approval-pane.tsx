/** One approval: the very bytes, the use, what the rights say now, what was said and decided. */
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ChevronLeft, ExternalLink, RefreshCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { Approval } from "@/api/types";
import { formatDayRange, formatInstant } from "@/lib/dates";
import { ErrorPanel, PanelBoundary } from "@/ui/feedback/error-panel";
import { Notice } from "@/ui/notice";
import { Panel } from "@/ui/page";
import { VerdictSummaryLine } from "@/ui/verdict/verdict-summary-line";
import { ApprovalState } from "./approval-state";
import classes from "./approvals.module.css";
import { DecisionBar } from "./decision-bar";
import { Comments, Decisions } from "./discussion";
import { DueDay } from "./inbox-list";
import { approvalQuery, useDecide, versionsQuery } from "./queries";
import { refusedVerdict } from "./refused-verdict";

/** Shows the version the request is about, not whichever is the newest. */
function Stage({ approval }: { approval: Approval }) {
  const { t } = useTranslation("approvals");
  const versions = useQuery(versionsQuery(approval.asset.id));
  const version = versions.data?.items.find((one) => one.id === approval.version_id);
  const shown = ["large", "preview", "thumbnail"]
    .map((preset) => version?.renditions.find((one) => one.preset === preset))
    .find((one) => one !== undefined);
  if (versions.isPending) return <Skeleton height={320} radius="md" />;
  return (
    <div className={classes.stage}>
      {shown === undefined ? (
        <p>{t(versions.isError ? "noVersion" : "noPicture")}</p>
      ) : (
        <img
          src={shown.url}
          width={shown.width}
          height={shown.height}
          alt={approval.asset.title}
          style={{ backgroundColor: version?.color ?? undefined }}
        />
      )}
    </div>
  );
}

function UseFacts({ approval }: { approval: Approval }) {
  const { t } = useTranslation("approvals");
  const names = useReferenceNames();
  const { use, note } = approval;
  const purposes = use.purposes ?? [];
  return (
    <Panel title={t("use")}>
      <dl className={classes.facts}>
        <dt>{t("channels")}</dt>
        <dd>{use.channels.map(names.channel).join(", ")}</dd>
        <dt>{t("territories")}</dt>
        <dd>{use.territories.map(names.territory).join(", ")}</dd>
        <dt>{t("dates")}</dt>
        <dd>{formatDayRange(use.start, use.end)}</dd>
        <dt>{t("purposes")}</dt>
        <dd>{purposes.length === 0 ? t("anyPurpose") : purposes.map(names.purpose).join(", ")}</dd>
      </dl>
      {note !== "" && <p className={classes.note}>{note}</p>}
    </Panel>
  );
}

function Head({ approval }: { approval: Approval }) {
  const { t } = useTranslation("approvals");
  return (
    <header className={classes.paneHead}>
      <Link to="/approvals" search={true} className={classes.back}>
        <ChevronLeft size={16} aria-hidden />
        {t("back")}
      </Link>
      <h2>{approval.asset.title}</h2>
      <ApprovalState state={approval.state} />
      <Link to="/assets/$assetId" params={{ assetId: approval.asset.id }} aria-label={t("openAsset")}>
        <ExternalLink size={16} aria-hidden />
      </Link>
      <span className={classes.meta}>
        {t("asked", { name: approval.requested_by.name, at: formatInstant(approval.requested_at) })}
        {" · "}
        {t("version", { number: approval.version_number })}
        {" · "}
        <DueDay approval={approval} />
      </span>
    </header>
  );
}

function NewerVersion({ approval }: { approval: Approval }) {
  const { t } = useTranslation("approvals");
  if (approval.is_current_version && approval.state !== "lapsed") return null;
  return (
    <Notice tone="warning" icon={RefreshCcw} title={t("newer.title")}>
      {t("newer.text", { number: approval.version_number })}{" "}
      <Link to="/assets/$assetId" params={{ assetId: approval.asset.id }}>
        {t("openAsset")}
      </Link>
    </Notice>
  );
}

function Loaded({ approval }: { approval: Approval }) {
  const { t } = useTranslation("approvals");
  const decide = useDecide(approval.id);
  const fresh = refusedVerdict(decide.error);
  const isAsked = approval.verdict !== null || approval.state === "open" || approval.state === "approved";
  return (
    <div className={classes.paneBody}>
      <Head approval={approval} />
      <div className={`${classes.column} ${classes.body}`}>
        <NewerVersion approval={approval} />
        {isAsked && approval.is_current_version && (
          <VerdictSummaryLine
            summary={approval.verdict}
            asset={approval.asset.id}
            use={approval.use}
            fresh={fresh}
          />
        )}
        <div className={classes.grid}>
          <div className={classes.column}>
            <Stage approval={approval} />
            <PanelBoundary>
              <Panel title={t("comments.title")}>
                <Comments approval={approval} />
              </Panel>
            </PanelBoundary>
          </div>
          <div className={classes.column}>
            <UseFacts approval={approval} />
            {approval.decisions.length > 0 && (
              <Panel title={t("decisions.title")}>
                <Decisions decisions={approval.decisions} />
              </Panel>
            )}
          </div>
        </div>
      </div>
      <DecisionBar approval={approval} decide={decide} />
    </div>
  );
}

export function ApprovalPane() {
  const { approvalId } = useParams({ from: "/shell/approvals/$approvalId" });
  const approval = useQuery(approvalQuery(approvalId));
  if (approval.isError) {
    return <ErrorPanel error={approval.error} onRetry={() => void approval.refetch()} />;
  }
  if (approval.data === undefined) {
    return (
      <div className={classes.paneBody} aria-busy>
        <Skeleton height={28} width="50%" mb="md" />
        <Skeleton height={320} />
      </div>
    );
  }
  return <Loaded key={approvalId} approval={approval.data} />;
}
