/** Publications one under the other: where, in which state, its address, when it ends and why it ended. */
import { Link } from "@tanstack/react-router";
import { OctagonAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { Publication } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { AssetThumb } from "@/ui/asset-thumb";
import { Moment } from "@/ui/moment";
import { wordsOfUse } from "@/ui/use-words";
import { PublicAddress } from "./public-address";
import { PublicationState } from "./publication-state";
import { endInSight, endingWord } from "./publications-search";
import classes from "./publishing.module.css";

/** When it ends, or how it ended, in one or two lines. */
export function Ending({ publication }: { publication: Publication }) {
  const { t } = useTranslation("publishing");
  const { state, end_cause: cause, ended_at: ended, starts_at: starts } = publication;
  if (state === "planned") {
    return (
      <span>
        {t("starts")} <Moment at={starts} />
      </span>
    );
  }
  if (state !== "live") {
    return (
      <>
        {ended != null && <span>{formatInstant(ended)}</span>}
        {cause != null && <span className={classes.cause}>{cause.sentence}</span>}
      </>
    );
  }
  const end = endInSight(publication);
  if (end === null) return <span>{t("noEnd")}</span>;
  return (
    <span>
      {t(endingWord(end, new Date()))} <Moment at={end.at} ends />
    </span>
  );
}

function Row({ publication, withCampaign }: { publication: Publication; withCampaign: boolean }) {
  const { t } = useTranslation("publishing");
  const names = useReferenceNames();
  const { asset, channel, campaign, blocked } = publication;
  return (
    <li className={classes.row} data-blocked={blocked}>
      <AssetThumb asset={asset} size={64} />
      <div className={classes.what}>
        <Link
          to="/publications/$publicationId"
          params={{ publicationId: publication.id }}
          className={classes.title}
        >
          {asset.title}
        </Link>
        <span className={classes.faint}>
          {[channel.name, withCampaign ? campaign?.name : undefined].filter(Boolean).join(" · ")}
        </span>
        <span className={classes.faint}>{wordsOfUse(publication.use, names, 2).slice(1).join(" · ")}</span>
      </div>
      <div className={classes.when}>
        <PublicationState publication={publication} />
        <Ending publication={publication} />
      </div>
      <PublicAddress publication={publication} />
      {blocked && (
        <p className={classes.blocked}>
          <OctagonAlert size={16} aria-hidden />
          {t("blocked.line")} {publication.verdict?.sentence}
        </p>
      )}
    </li>
  );
}

type Props = { label: string; publications: readonly Publication[]; withCampaign?: boolean };

export function PublicationList({ label, publications, withCampaign = true }: Props) {
  return (
    <ul className={classes.list} aria-label={label}>
      {publications.map((one) => (
        <Row key={one.id} publication={one} withCampaign={withCampaign} />
      ))}
    </ul>
  );
}
