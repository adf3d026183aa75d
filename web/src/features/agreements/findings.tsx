/** What to look at before a paper is approved: how grave, in a sentence, and what it is about. */
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check, CircleHelp, type LucideIcon, OctagonAlert, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { Agreement, Finding } from "@/api/types";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Panel } from "@/ui/page";
import { withReadableDates } from "@/ui/server-words";
import { StateChip, type StateTone } from "@/ui/state-chip";
import classes from "./findings.module.css";
import { findingsQuery } from "./queries";
import { wordsOfBox } from "./region-words";
import { ruleAnchor } from "./rule-anchor";
import "./texts";

const looks: Record<Finding["severity"], [StateTone, LucideIcon]> = {
  error: ["alarm", OctagonAlert],
  warning: ["warning", TriangleAlert],
  question: ["quiet", CircleHelp],
};
const mostNamed = 3;

function About({ agreement, finding }: { agreement: Agreement; finding: Finding }) {
  const { t } = useTranslation("agreements");
  const { data: reference } = useQuery(rightsReferenceQuery);
  const own = [...agreement.grants, ...agreement.restrictions, ...agreement.exclusivities];
  const rules = own.filter((rule) => finding.facts.includes(rule.id));
  const assets = agreement.assets.filter((asset) => finding.assets.includes(asset.id));
  const more = finding.assets.length - Math.min(assets.length, mostNamed);
  const first = rules[0];
  return (
    <span className={classes.about}>
      {assets.slice(0, mostNamed).map((asset) => (
        <Link key={asset.id} to="/assets/$assetId" params={{ assetId: asset.id }} search={{ tab: "rights" }}>
          {asset.title}
        </Link>
      ))}
      {assets.length > 0 && more > 0 && <span>{t("findings.moreAssets", { count: more })}</span>}
      {first !== undefined && (
        <a href={`#${ruleAnchor(first.id)}`}>{t("findings.rules", { count: rules.length })}</a>
      )}
      {finding.agreement != null && (
        <Link to="/agreements/$agreementId" params={{ agreementId: finding.agreement }}>
          {t("findings.other")}
        </Link>
      )}
      {finding.region[0] !== undefined && (
        <span className={classes.region}>
          {wordsOfBox(finding.region[0], reference)}
          {finding.region.length > 1 && ` ${t("findings.moreUses", { count: finding.region.length - 1 })}`}
        </span>
      )}
    </span>
  );
}

/** The list alone, as the approval shows it too. */
export function FindingList({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const answer = useQuery(findingsQuery(agreement.id));
  if (answer.isPending) return <Skeleton height={44} />;
  if (answer.isError) return <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data.length === 0) {
    return (
      <p className={classes.nothing}>
        <Check size={15} aria-hidden />
        {t("findings.none")}
      </p>
    );
  }
  return (
    <ul className={classes.findings}>
      {answer.data.map((finding, index) => {
        const [tone, Icon] = looks[finding.severity];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the server's order, and nothing else tells two apart
          <li key={`${finding.code}-${index}`}>
            <StateChip tone={tone} icon={Icon}>
              {t(`findings.severity.${finding.severity}`)}
            </StateChip>
            <div>
              <p>{withReadableDates(finding.message)}</p>
              <About agreement={agreement} finding={finding} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

export function Findings({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  return (
    <Panel title={agreement.review === "approved" ? t("findings.titleApproved") : t("findings.title")}>
      <FindingList agreement={agreement} />
    </Panel>
  );
}
