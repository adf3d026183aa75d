/** What holds in the chosen part and why, with the way to the rule and to the question. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Coverage, CoverageSlice } from "@/api/types";
import { formatDayRange } from "@/lib/dates";
import type { UseContext } from "@/lib/use-context";
import { withReadableDates } from "@/ui/server-words";
import { VerdictBadge } from "@/ui/verdict/verdict-badge";
import { signOf } from "@/ui/verdict/words";
import { ruleAnchor } from "../rule-anchor";
import { spanWords, toneOf } from "./coverage";
import classes from "./coverage.module.css";
import { useHeadingNames } from "./matrix";
import "./texts";

type Source = { agreement_id?: string | null; agreement_reference?: string | null; rule?: string | null };

/** The paper a rule stands in; nothing for those who may not read it. */
export function Paper({ source }: { source: Source }) {
  const { t } = useTranslation("coverage");
  const mayView = useMay("view_agreements");
  if (source.agreement_id == null || source.agreement_reference == null) return null;
  const words = t("agreement", { reference: source.agreement_reference });
  if (!mayView) return <small>{words}</small>;
  return (
    <small>
      <Link
        to="/agreements/$agreementId"
        params={{ agreementId: source.agreement_id }}
        hash={source.rule == null ? undefined : ruleAnchor(source.rule)}
      >
        {words}
      </Link>
    </small>
  );
}

function picked<One>(list: readonly One[], at: readonly number[]): One[] {
  return at.flatMap((index) => list[index] ?? []);
}

function Reasons({ coverage, slice }: { coverage: Coverage; slice: CoverageSlice }) {
  const { t } = useTranslation("coverage");
  const reasons = picked(coverage.reasons, slice.reasons);
  if (reasons.length === 0) return null;
  return (
    <section>
      <h3>{t("why")}</h3>
      <ul>
        {reasons.slice(0, 6).map((reason) => (
          <li key={`${reason.code} ${reason.rule ?? ""} ${reason.path.join()} ${reason.message}`}>
            <span>{withReadableDates(reason.message)}</span>
            {reason.path.length > 0 && <small>{reason.path.join(" › ")}</small>}
            {reason.remedy != null && <small>{withReadableDates(reason.remedy)}</small>}
            <Paper source={reason} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Supports({ coverage, slice }: { coverage: Coverage; slice: CoverageSlice }) {
  const { t } = useTranslation("coverage");
  const supports = picked(coverage.supports, slice.supports);
  const duties = picked(coverage.duties, slice.duties);
  return (
    <>
      {supports.length > 0 && (
        <section>
          <h3>{t("standsOn")}</h3>
          <ul>
            {supports.slice(0, 6).map((support) => (
              <li key={`${support.interest} ${support.rule}`}>
                <span>{support.path.join(" › ")}</span>
                {support.clause != null && support.clause.quote !== "" && (
                  <small>“{support.clause.quote}”</small>
                )}
                <Paper source={support} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {duties.length > 0 && (
        <section>
          <h3>{t("duties")}</h3>
          <ul>
            {duties.map((duty) => (
              <li key={duty.id}>{duty.text === "" ? duty.id : duty.text}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Which assets of a collection have the worst state here. */
function Holders({ coverage, slice }: { coverage: Coverage; slice: CoverageSlice }) {
  const { t } = useTranslation("coverage");
  if (coverage.assets.length < 2) return null;
  const titles = picked(coverage.assets, slice.assets).map((one) => one.asset.title);
  const shown = titles.slice(0, 3).join(", ");
  const names = titles.length > 3 ? t("andMore", { first: shown, count: titles.length - 3 }) : shown;
  return <p>{t("holds", { count: titles.length, names })}.</p>;
}

type Props = {
  coverage: Coverage;
  slice: CoverageSlice | undefined;
  channel: string;
  territory: string;
  /** What the choice asks; undefined when it lasts less than a day. */
  asks: UseContext | undefined;
  chosen: boolean;
  onAsk: () => void;
  onRelease: () => void;
};

export function Detail({ coverage, slice, channel, territory, asks, chosen, onAsk, onRelease }: Props) {
  const { t } = useTranslation("coverage");
  const { names } = useHeadingNames();
  if (slice === undefined) return null;
  const quiet = toneOf(slice, coverage.reasons) === "none";
  return (
    <aside className={classes.detail} aria-label={t("detail")}>
      <div className={classes.where}>
        <h2>
          {channel} · {territory}
        </h2>
        <p>{spanWords(slice)}</p>
        <div>
          <VerdictBadge sign={quiet ? "NO_GRANT" : signOf(slice.state)} />
        </div>
      </div>
      <Holders coverage={coverage} slice={slice} />
      <Reasons coverage={coverage} slice={slice} />
      <Supports coverage={coverage} slice={slice} />
      {chosen && asks !== undefined && (
        <p role="status">
          {t("chosen", {
            channels: asks.channels.map(names.channel).join(", "),
            territories: asks.territories.map(names.territory).join(", "),
            days: formatDayRange(asks.from, asks.until),
          })}
        </p>
      )}
      {asks === undefined ? (
        <p>{t("partOfDay")}</p>
      ) : (
        <div className={classes.actions}>
          <Button variant="light" onClick={onAsk}>
            {t("askThis")}
          </Button>
          {chosen && (
            <Button variant="default" onClick={onRelease}>
              {t("clear")}
            </Button>
          )}
        </div>
      )}
      <p>
        <small>{t("detailHint")}</small>
      </p>
    </aside>
  );
}
