/** One group: its pictures side by side, which one is kept, and what is done with the others. */
import { Button, Checkbox, Radio } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Duplicate, DuplicateGroup } from "@/api/types";
import { formatBytes } from "@/lib/bytes";
import { useCurrentUse } from "@/lib/current-use";
import { formatInstant } from "@/lib/dates";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import { VerdictBadge } from "@/ui/verdict/verdict-badge";
import { signOf } from "@/ui/verdict/words";
import { bestOf } from "./choice";
import classes from "./duplicates.module.css";
import { useDismiss, verdictsOfGroup } from "./queries";
import "./texts";

export type MergeWish = { kept: Duplicate; from: Duplicate[] };

function useLikenessWords() {
  const { t } = useTranslation("duplicates");
  return ({ likeness, kind }: Duplicate): string => {
    if (likeness == null) return t("likeness.first");
    if (likeness.kind === "exact") return t("likeness.exact");
    const words = t(`likeness.${likeness.orientation as "upright" | "mirrored" | "turned"}`);
    const by = kind === "document" || kind === "video" ? ` (${t(`by.${kind}`)})` : "";
    return `${words}${by}`;
  };
}

function Picture({ one }: { one: Duplicate }) {
  return (
    <Link
      to="/assets/$assetId"
      params={{ assetId: one.asset.id }}
      className={classes.picture}
      style={{ backgroundColor: one.asset.color ?? undefined }}
      tabIndex={-1}
      aria-hidden
    >
      {one.asset.thumbnail_url != null && <img src={one.asset.thumbnail_url} alt="" loading="lazy" />}
    </Link>
  );
}

type CardProps = {
  one: Duplicate;
  name: string;
  isKept: boolean;
  isTaken: boolean;
  headline: string | undefined;
  onKeep: () => void;
  onTake: (taken: boolean) => void;
};

function Card({ one, name, isKept, isTaken, headline, onKeep, onTake }: CardProps) {
  const { t } = useTranslation("duplicates");
  const mayEdit = useMay("edit_assets");
  const likeness = useLikenessWords();
  const facts = [
    one.width != null && one.height != null ? `${one.width} × ${one.height}` : "",
    formatBytes(one.size_bytes),
    one.mime.replace(/^.*\//, "").toUpperCase(),
  ];
  return (
    <li className={classes.card} data-kept={isKept}>
      <Picture one={one} />
      <div className={classes.about}>
        <Link to="/assets/$assetId" params={{ assetId: one.asset.id }} className={classes.name}>
          {one.asset.title}
        </Link>
        <span className={classes.badges}>
          {headline !== undefined && <VerdictBadge sign={signOf(headline)} />}
          <span className={classes.likeness}>{likeness(one)}</span>
        </span>
        <span className={classes.faint}>{facts.filter((fact) => fact !== "").join(" · ")}</span>
        <span className={classes.faint}>
          {one.file_name} · {formatInstant(one.created_at)}
        </span>
      </div>
      {mayEdit && (
        <div className={classes.choice}>
          <Radio name={name} checked={isKept} onChange={onKeep} label={t("keep")} />
          {!isKept && (
            <Checkbox
              checked={isTaken}
              onChange={(event) => onTake(event.currentTarget.checked)}
              label={t("take")}
            />
          )}
        </div>
      )}
    </li>
  );
}

export function Group({ group, onMerge }: { group: DuplicateGroup; onMerge: (wish: MergeWish) => void }) {
  const { t } = useTranslation("duplicates");
  const heading = useId();
  const mayEdit = useMay("edit_assets");
  const [use] = useCurrentUse();
  const ids = group.assets.map((one) => one.asset.id);
  const verdicts = useQuery(verdictsOfGroup(ids, use));
  const [kept, keep] = useState(() => bestOf(group.assets));
  // What only looks the same is for a person to decide; the very same bytes are taken unless told otherwise.
  const [left, leave] = useState<readonly string[]>(() =>
    group.assets.filter((one) => one.likeness?.kind !== "exact").map((one) => one.asset.id),
  );
  const dismiss = useDismiss(() => say(t("dismissed")));
  const title = group.assets[0]?.asset.title ?? "";
  const others = group.assets.filter((one) => one.asset.id !== kept);
  const from = others.filter((one) => !left.includes(one.asset.id));
  const chosen = group.assets.find((one) => one.asset.id === kept);
  return (
    <section className={classes.group} aria-labelledby={heading} tabIndex={-1} data-group={group.id}>
      <h2 id={heading} className={classes.heading}>
        {t("group", { title, count: group.assets.length - 1 + group.more })}
      </h2>
      <ul className={classes.cards}>
        {group.assets.map((one) => (
          <Card
            key={one.asset.id}
            one={one}
            name={`keep ${group.id}`}
            isKept={one.asset.id === kept}
            isTaken={!left.includes(one.asset.id)}
            headline={verdicts.data?.get(one.asset.id)}
            onKeep={() => keep(one.asset.id)}
            onTake={(taken) =>
              leave(taken ? left.filter((id) => id !== one.asset.id) : [...left, one.asset.id])
            }
          />
        ))}
      </ul>
      {group.more > 0 && <p className={classes.faint}>{t("more", { count: group.more })}</p>}
      <div className={classes.acts}>
        {mayEdit && chosen !== undefined && (
          <Button disabled={from.length === 0} onClick={() => onMerge({ kept: chosen, from })}>
            {t("mergeInto")}
          </Button>
        )}
        {chosen !== undefined && others[0] !== undefined && (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/side-by-side"
                search={{ left: chosen.asset.id, right: others[0]?.asset.id ?? "" }}
                {...props}
              />
            )}
          >
            {t("compare")}
          </Button>
        )}
        {mayEdit && (
          <Button
            variant="default"
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate(ids, { onError: sayProblem })}
          >
            {t("dismiss")}
          </Button>
        )}
      </div>
    </section>
  );
}
