/** Where an asset is used: collections, publications with their state, approvals asked for. */
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { Asset, Publication, Use } from "@/api/types";
import { AssetCollections } from "@/features/assets/asset-collections";
import { formatDay, formatDayRange, formatInstant } from "@/lib/dates";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { withReadableDates } from "@/ui/server-words";
import { VerdictBadge } from "@/ui/verdict/verdict-badge";
import { signOf } from "@/ui/verdict/words";
import classes from "./asset-page.module.css";
import { assetApprovalsQuery, assetPublicationsQuery } from "./queries";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** 'Instagram in Germany, Austria, 1 to 31 Dec 2026'. */
function wordsOf(use: Use, names: ReturnType<typeof useReferenceNames>): string {
  return `${use.channels.map(names.channel).join(", ")} · ${use.territories.map(names.territory).join(", ")} · ${formatDayRange(use.start, use.end)}`;
}

/** What the state of a publication means now. A live row whose right has ended is not shown as live. */
function stateOf(one: Publication): string {
  return one.state === "live" && one.blocked ? "blocked" : one.state;
}

function PublicationRow({ one }: { one: Publication }) {
  const { t } = useTranslation("pages");
  const state = stateOf(one);
  const end = one.ends_at ?? one.stable_until;
  return (
    <li className={classes.row} data-state={state}>
      <div className={classes.rowHead}>
        <Link to="/publications/$publicationId" params={{ publicationId: one.id }}>
          {one.channel.name}
        </Link>
        <span className={classes.state} data-state={state}>
          {t(`publication.${state}`, state)}
        </span>
      </div>
      <span>
        {one.ended_at != null
          ? t("publication.endedAt", { at: formatInstant(one.ended_at) })
          : end == null
            ? t("publication.from", { at: formatInstant(one.starts_at) })
            : t("publication.fromUntil", { at: formatInstant(one.starts_at), end: formatInstant(end) })}
      </span>
      {one.end_cause != null && <span>{withReadableDates(one.end_cause.sentence)}</span>}
      {one.public_url != null && state === "live" && (
        <a href={one.public_url} target="_blank" rel="noreferrer">
          {one.public_url}
          <ExternalLink size={13} aria-hidden />
          <span className="visually-hidden">{t("publication.newWindow")}</span>
        </a>
      )}
    </li>
  );
}

function Publications({ asset }: { asset: string }) {
  const { t } = useTranslation("pages");
  const answer = useQuery(assetPublicationsQuery(asset));
  if (answer.isError) return <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton height={60} />;
  if (answer.data.length === 0) return <p className={classes.faint}>{t("publication.none")}</p>;
  return (
    <ul className={classes.rows}>
      {answer.data.map((one) => (
        <PublicationRow key={one.id} one={one} />
      ))}
    </ul>
  );
}

function Approvals({ asset }: { asset: string }) {
  const { t } = useTranslation("pages");
  const names = useReferenceNames();
  const answer = useQuery(assetApprovalsQuery(asset));
  if (answer.isError) return <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton height={60} />;
  if (answer.data.length === 0) return <p className={classes.faint}>{t("approval.none")}</p>;
  return (
    <ul className={classes.rows}>
      {answer.data.map((one) => (
        <li key={one.id} className={classes.row}>
          <div className={classes.rowHead}>
            <Link to="/approvals/$approvalId" params={{ approvalId: one.id }} search={true}>
              {t(`approval.state.${one.state}`, one.state)}
            </Link>
            {one.verdict != null && <VerdictBadge sign={signOf(one.verdict.headline)} />}
          </div>
          <span>{wordsOf(one.use, names)}</span>
          <span className={classes.small}>
            {t("approval.by", {
              name: one.requested_by.name,
              at: formatInstant(one.requested_at),
              number: one.version_number,
            })}
            {one.due_on != null && ` · ${t("approval.dueOn", { day: formatDay(one.due_on) })}`}
            {!one.is_current_version && ` · ${t("approval.olderVersion")}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function UseSection({ asset }: { asset: Asset }) {
  const { t } = useTranslation("pages");
  return (
    <div className={classes.parts}>
      <Part title={t("use.publications")}>
        <Publications asset={asset.id} />
      </Part>
      <Part title={t("use.approvals")}>
        <Approvals asset={asset.id} />
      </Part>
      <Part title={t("use.collections")}>
        <AssetCollections asset={asset} />
      </Part>
    </div>
  );
}
