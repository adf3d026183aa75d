/** What a change of a paper would lead to: which publications and approvals stand or fall, what is gained and lost. */
import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery, useReferenceNames } from "@/api/rights-reference";
import type { AssetRef, ClearedBox, Impact, NewPreview, UseImpact } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { withReadableDates } from "@/ui/server-words";
import { Thumb } from "@/ui/thumb/thumb";
import { wordsOfUse } from "@/ui/use-words";
import { VerdictBadge } from "@/ui/verdict/verdict-badge";
import { signOf } from "@/ui/verdict/words";
import classes from "./impact.module.css";
import { previewQuery } from "./queries";
import { wordsOfBox } from "./region-words";
import "./texts";

const shownAtFirst = 5;

/** Days only: what is left of a use may begin in the middle of one. */
function inDays(use: UseImpact["use"]): UseImpact["use"] {
  return { ...use, start: use.start.slice(0, 10), end: use.end.slice(0, 10) };
}

function UseLine({ use }: { use: UseImpact }) {
  const { t } = useTranslation("agreements");
  const names = useReferenceNames();
  return (
    <li className={classes.use}>
      <Thumb src={use.asset.thumbnail_url} color={use.asset.color} size={44} />
      <div>
        {use.kind === "publication" ? (
          <Link to="/publications/$publicationId" params={{ publicationId: use.id }}>
            {use.asset.title}
          </Link>
        ) : (
          <Link to="/approvals/$approvalId" params={{ approvalId: use.id }}>
            {use.asset.title}
          </Link>
        )}
        <span className={classes.faint}>
          {t(use.kind === "publication" ? "impact.publication" : "impact.approval", {
            state: use.state.replaceAll("_", " "),
          })}
          {" · "}
          {wordsOfUse(inDays(use.use), names, 3).join(" · ")}
        </span>
        <span className={classes.turn}>
          <VerdictBadge sign={signOf(use.before.headline)} />
          <ArrowRight size={14} role="img" aria-label={t("impact.becomes")} />
          <VerdictBadge sign={signOf(use.after.headline)} />
        </span>
        <span className={classes.faint}>{withReadableDates(use.after.sentence)}</span>
      </div>
    </li>
  );
}

function Uses({ impact }: { impact: Impact }) {
  const { t } = useTranslation("agreements");
  const [all, setAll] = useState(false);
  if (impact.uses.length === 0) return null;
  const shown = all ? impact.uses : impact.uses.slice(0, shownAtFirst);
  return (
    <section>
      <h3>{t("impact.uses")}</h3>
      <ul className={classes.list}>
        {shown.map((use) => (
          <UseLine key={`${use.kind}-${use.id}`} use={use} />
        ))}
      </ul>
      {shown.length < impact.uses.length && (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t("impact.all", { count: impact.uses.length })}
        </button>
      )}
    </section>
  );
}

function Boxes({ title, boxes, tone }: { title: string; boxes: ClearedBox[]; tone: "gained" | "lost" }) {
  const { t } = useTranslation("agreements");
  const { data: reference } = useQuery(rightsReferenceQuery);
  if (boxes.length === 0) return null;
  return (
    <div className={classes.boxes} data-tone={tone}>
      <strong>{title}</strong>
      <ul>
        {boxes.slice(0, shownAtFirst).map((box) => {
          const words = wordsOfBox(box, reference);
          return <li key={words}>{words}</li>;
        })}
      </ul>
      {boxes.length > shownAtFirst && (
        <span>{t("impact.moreParts", { count: boxes.length - shownAtFirst })}</span>
      )}
    </div>
  );
}

function assetWords(assets: readonly AssetRef[], count: number, more: (rest: number) => string): string {
  const named = assets.slice(0, 3).map((asset) => asset.title);
  const rest = count - named.length;
  return rest > 0 ? `${named.join(", ")} ${more(rest)}` : named.join(", ");
}

function Regions({ impact }: { impact: Impact }) {
  const { t } = useTranslation("agreements");
  if (impact.regions.length === 0) return null;
  return (
    <section>
      <h3>{t("impact.regions")}</h3>
      <ul className={classes.list}>
        {impact.regions.map((region, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer is never changed in place
          <li key={index} className={classes.region}>
            <span className={classes.thumbs}>
              {region.assets.slice(0, 3).map((asset) => (
                <Thumb key={asset.id} src={asset.thumbnail_url} color={asset.color} size={32} />
              ))}
              <span>
                {assetWords(region.assets, region.asset_count, (rest) =>
                  t("findings.moreAssets", { count: rest }),
                )}
              </span>
            </span>
            <Boxes title={t("impact.lostBoxes")} boxes={region.lost} tone="lost" />
            <Boxes title={t("impact.gainedBoxes")} boxes={region.gained} tone="gained" />
          </li>
        ))}
      </ul>
      {impact.assets_compared < impact.assets && (
        <p className={classes.faint}>
          {t("impact.compared", {
            some: formatCount(impact.assets_compared),
            all: formatCount(impact.assets),
          })}
        </p>
      )}
    </section>
  );
}

function Figures({ impact }: { impact: Impact }) {
  const { t } = useTranslation("agreements");
  const figures = [
    ["lost", impact.lost],
    ["gained", impact.gained],
    ["changed", impact.uses.filter((use) => use.effect === "changed").length],
    ["unchanged", impact.unchanged],
  ] as const;
  const shown = figures.filter(([name, count]) => name !== "changed" || count > 0);
  return (
    <>
      <dl className={classes.figures} data-count={shown.length}>
        {shown.map(([name, count]) => (
          <div key={name} data-tone={count > 0 ? name : undefined}>
            <dt>{t(`impact.figures.${name}`)}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.faint}>{t("impact.figuresHint")}</p>
    </>
  );
}

export function ImpactShown({ impact }: { impact: Impact }) {
  const { t } = useTranslation("agreements");
  const nothing = impact.uses.length === 0 && impact.regions.length === 0;
  return (
    <div className={classes.impact}>
      <Figures impact={impact} />
      {nothing && <p className={classes.nothing}>{t("impact.nothing")}</p>}
      {impact.notes.map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
      <Uses impact={impact} />
      <Regions impact={impact} />
    </div>
  );
}

type Props = {
  agreement: string;
  change: NewPreview;
};

/** Asks what the change would lead to, and shows it. */
export function ImpactPreview({ agreement, change }: Props) {
  const { t } = useTranslation("agreements");
  const answer = useQuery(previewQuery(agreement, change));
  return (
    <section className={classes.preview} aria-label={t("impact.title")} aria-busy={answer.isFetching}>
      <h2>{t("impact.title")}</h2>
      {answer.isPending && (
        <p className={classes.waiting} role="status">
          <Loader size="xs" aria-hidden />
          {t("impact.asking")}
        </p>
      )}
      {answer.isError && <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data !== undefined && <ImpactShown impact={answer.data} />}
    </section>
  );
}
