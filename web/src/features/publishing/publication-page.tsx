/** One publication: its state, its proof, its story, and how it is taken down. */
import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Ban, ChevronLeft, OctagonAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import { useMay } from "@/api/session";
import type { Publication } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { AssetThumb } from "@/ui/asset-thumb";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Moment } from "@/ui/moment";
import { Notice } from "@/ui/notice";
import { Page, Panel } from "@/ui/page";
import { withReadableDates } from "@/ui/server-words";
import { wordsOfUse } from "@/ui/use-words";
import { VerdictSummaryLine } from "@/ui/verdict/verdict-summary-line";
import { GoodFaith } from "./good-faith";
import { PublicAddress } from "./public-address";
import { PublicationState } from "./publication-state";
import { endInSight, endingWord } from "./publications-search";
import classes from "./publishing.module.css";
import { publicationQuery } from "./queries";
import { endingOf, TakedownDialog } from "./takedown-dialog";

function BlockedBanner({ publication }: { publication: Publication }) {
  const { t } = useTranslation("publishing");
  if (!publication.blocked) return null;
  return (
    <Notice tone="alarm" icon={OctagonAlert} title={t("blocked.title", { count: 1 })} urgent>
      {t("blocked.line")} {publication.verdict?.sentence}
    </Notice>
  );
}

function EndedBanner({ publication }: { publication: Publication }) {
  const { t } = useTranslation("publishing");
  const { end_cause: cause, ended_at: at } = publication;
  if (cause == null) return null;
  return (
    <Panel title={t(`causes.${cause.code}`, cause.code)}>
      <p className={classes.sentence}>{withReadableDates(cause.sentence)}</p>
      {at != null && <p className={classes.faint}>{formatInstant(at)}</p>}
      {cause.reasons.length > 0 && (
        <ul className={classes.reasons}>
          {cause.reasons.map((reason) => (
            // A failure lists what was missing: such a reason is a message without a clause.
            <li key={`${reason.code} ${reason.message} ${reason.region ?? ""} ${(reason.path ?? []).join()}`}>
              <strong>{reason.message}</strong>
              {reason.agreement_reference && <span>{reason.agreement_reference}</span>}
              {reason.clause && <q>{reason.clause.quote}</q>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Facts({ publication }: { publication: Publication }) {
  const { t } = useTranslation("publishing");
  const names = useReferenceNames();
  const { channel, campaign, live_at: liveAt, copy_removed_at: removed } = publication;
  const end =
    publication.state === "live" || publication.state === "planned" ? endInSight(publication) : null;
  return (
    <dl className={classes.facts}>
      <dt>{t("channel")}</dt>
      <dd>{channel.name}</dd>
      {campaign != null && (
        <>
          <dt>{t("campaign")}</dt>
          <dd>
            <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
              {campaign.name}
            </Link>
          </dd>
        </>
      )}
      <dt>{t("use")}</dt>
      <dd>{wordsOfUse(publication.use, names).join(" · ")}</dd>
      <dt>{t("window")}</dt>
      <dd>
        {t(publication.ends_at == null ? "windowOpen" : "windowWords", {
          from: formatInstant(publication.starts_at),
          until: publication.ends_at == null ? "" : formatInstant(publication.ends_at),
        })}
      </dd>
      {end !== null && (
        <>
          <dt>{t(endingWord(end, new Date()))}</dt>
          <dd>
            {formatInstant(end.at)}, <Moment at={end.at} ends />
          </dd>
        </>
      )}
      {liveAt != null && (
        <>
          <dt>{t("wentLive")}</dt>
          <dd>{formatInstant(liveAt)}</dd>
        </>
      )}
      {removed != null && (
        <>
          <dt>{t("copyRemoved")}</dt>
          <dd>{formatInstant(removed)}</dd>
        </>
      )}
      <dt>{t("publishedBy")}</dt>
      <dd>
        {publication.created_by.name}, {formatInstant(publication.created_at)}
      </dd>
    </dl>
  );
}

function Proof({ publication }: { publication: Publication }) {
  const { t } = useTranslation("publishing");
  return (
    <dl className={classes.facts}>
      <dt>{t("proof.bytes")}</dt>
      <dd>
        <code>{publication.version_hash}</code>
      </dd>
      <dt>{t("proof.verdict")}</dt>
      <dd>
        <code>{publication.verdict_id ?? t("proof.none")}</code>
      </dd>
      <dt>{t("proof.approval")}</dt>
      <dd>
        {publication.approval_id == null ? (
          t("proof.none")
        ) : (
          <Link to="/approvals/$approvalId" params={{ approvalId: publication.approval_id }}>
            {publication.approval_id}
          </Link>
        )}
      </dd>
      <dt>{t("proof.publication")}</dt>
      <dd>
        <code>{publication.id}</code>
      </dd>
    </dl>
  );
}

/** A detail may begin with the code of its cause ('window_ended: …'), which its heading says in words. */
function storyWords(detail: string): string {
  return withReadableDates(detail.replace(/^[a-z]+(_[a-z]+)*: /, ""));
}

function Story({ publication }: { publication: Publication }) {
  const { t } = useTranslation("publishing");
  if (publication.log.length === 0) return <p className={classes.faint}>{t("story.none")}</p>;
  return (
    <ol className={classes.story}>
      {publication.log.map((entry) => (
        <li key={`${entry.at} ${entry.what} ${entry.detail}`}>
          <strong>{t(`story.${entry.what}`, entry.what)}</strong>
          {entry.detail !== "" && <span>{storyWords(entry.detail)}</span>}
          <span className={classes.faint}>
            {formatInstant(entry.at)} · {entry.by.name}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Loaded({ publication }: { publication: Publication }) {
  const { t } = useTranslation("publishing");
  const mayPublish = useMay("publish");
  const [asking, dialog] = useDisclosure(false);
  const canEnd = publication.state === "live" || publication.state === "planned";
  return (
    <Page
      title={publication.asset.title}
      lead={
        <span className={classes.lead}>
          <PublicationState publication={publication} />
          <PublicAddress publication={publication} full />
        </span>
      }
      actions={
        canEnd &&
        mayPublish && (
          <Button color="red.9" leftSection={<Ban size={16} aria-hidden />} onClick={dialog.open}>
            {t(`${endingOf(publication)}.action`)}
          </Button>
        )
      }
    >
      <Link to="/publications" className={classes.back}>
        <ChevronLeft size={16} aria-hidden />
        {t("back")}
      </Link>
      <div className={classes.stack}>
        <BlockedBanner publication={publication} />
        <EndedBanner publication={publication} />
        {canEnd && publication.verdict != null && (
          <VerdictSummaryLine
            summary={publication.verdict}
            asset={publication.asset.id}
            use={publication.use}
          />
        )}
        <div className={classes.columns}>
          <div className={classes.stack}>
            <Panel title={t("facts")}>
              <div className={classes.factsWithPicture}>
                <Link
                  to="/assets/$assetId"
                  params={{ assetId: publication.asset.id }}
                  aria-label={t("openAsset")}
                >
                  <AssetThumb asset={publication.asset} size={128} />
                </Link>
                <Facts publication={publication} />
              </div>
            </Panel>
            <Panel title={t("proof.title")}>
              <Proof publication={publication} />
            </Panel>
            <GoodFaith publication={publication} />
          </div>
          <Panel title={t("story.title")}>
            <Story publication={publication} />
          </Panel>
        </div>
      </div>
      <TakedownDialog publication={publication} opened={asking} onClose={dialog.close} />
    </Page>
  );
}

export function PublicationPage() {
  const { t } = useTranslation("publishing");
  const { publicationId } = useParams({ from: "/shell/publications/$publicationId" });
  const publication = useQuery(publicationQuery(publicationId));
  if (publication.data !== undefined) return <Loaded publication={publication.data} />;
  return (
    <Page title={t("one")} hideTitle>
      {publication.isError ? (
        <ErrorPanel error={publication.error} onRetry={() => void publication.refetch()} />
      ) : (
        <Skeleton height={320} />
      )}
    </Page>
  );
}
