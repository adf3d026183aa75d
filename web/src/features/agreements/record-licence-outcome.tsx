/** The end of the guided dialog: what the server now says for the use at hand, and what is still missing. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { namesOf, type ReferenceNames, rightsReferenceQuery } from "@/api/rights-reference";
import type { Agreement, AssetRef } from "@/api/types";
import { verdictQuery } from "@/api/verdicts";
import { useCurrentUse } from "@/lib/current-use";
import { formatDayRange } from "@/lib/dates";
import { isCompleteUse, type UseContext } from "@/lib/use-context";
import { UseContextBar } from "@/ui/use-context-bar/use-context-bar";
import { VerdictSentence } from "@/ui/verdict/verdict-sentence";
import forms from "./forms.module.css";
import classes from "./record-licence.module.css";
import "./texts";

type Props = {
  asset: AssetRef;
  agreement: Agreement;
  onClose: () => void;
  /** Begins again for another right in the same asset. */
  onAnother: () => void;
};

function wordsOf(use: UseContext, names: ReferenceNames): string {
  const parts = [use.channels.map(names.channel), use.territories.map(names.territory)];
  return [...parts.map((part) => part.join(", ")), formatDayRange(use.from, use.until)].join(" · ");
}

export function RecordLicenceOutcome({ asset, agreement, onClose, onAnother }: Props) {
  const { t } = useTranslation("agreements");
  const [use, setUse] = useCurrentUse();
  const { data: reference } = useQuery(rightsReferenceQuery);
  const verdict = useQuery(verdictQuery(asset.id, use));
  const complete = isCompleteUse(use);
  // Asked for once, the fields stay while they are filled in.
  const [asks] = useState(!complete);
  const cleared = verdict.data?.headline === "ALLOWED" || verdict.data?.headline === "ALLOWED_WITH_DUTIES";
  return (
    <div className={forms.stack} role="status">
      <p className={classes.done}>
        {t("licence.done", { reference: agreement.reference, review: t(`review.${agreement.review}`) })}
      </p>
      <section className={classes.part}>
        <h3>{complete ? t("licence.verdictFor") : t("licence.askFor")}</h3>
        {asks ? (
          <UseContextBar inline reference={reference} use={use} onChange={setUse} />
        ) : (
          <p className={classes.use}>{wordsOf(use, namesOf(reference))}</p>
        )}
        <VerdictSentence
          verdict={verdict.data}
          error={verdict.error}
          label={t("licence.verdictFor")}
          useIsIncomplete={!complete}
          onRetry={() => void verdict.refetch()}
        />
        {!cleared && verdict.data !== undefined && verdict.data.reasons.length > 0 && (
          <ul className={classes.reasons}>
            {verdict.data.reasons.slice(0, 4).map((reason) => (
              <li key={`${reason.code} ${reason.interest ?? ""} ${reason.rule ?? ""} ${reason.region}`}>
                {reason.message}
                {reason.remedy !== null && <span className={classes.remedy}>{reason.remedy}</span>}
              </li>
            ))}
          </ul>
        )}
      </section>
      <div className={forms.footer}>
        <Button variant="default" onClick={onAnother}>
          {t("licence.another")}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/agreements/$agreementId" params={{ agreementId: agreement.id }} {...props} />
          )}
        >
          {t("licence.openPaper")}
        </Button>
        <Button data-autofocus onClick={onClose}>
          {t("licence.close")}
        </Button>
      </div>
    </div>
  );
}
