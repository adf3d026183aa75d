/** On the page of an asset: which others look like it, what was merged into it, and what it was merged into. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Asset, Merge } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import { Thumb } from "@/ui/thumb/thumb";
import classes from "./duplicates.module.css";
import { lookalikesQuery, mergesQuery, useUnmerge } from "./queries";
import "./texts";

const mostShown = 4;

/** Nothing where nothing looks like it. */
function Lookalikes({ asset }: { asset: string }) {
  const { t } = useTranslation("duplicates");
  const { data } = useQuery(lookalikesQuery(asset));
  const open = (data ?? []).filter((one) => one.likeness.state === "open");
  if (open.length === 0) return null;
  return (
    <section className={classes.alike} aria-label={t("alike.title", { count: open.length })}>
      <strong>{t("alike.title", { count: open.length })}</strong>
      <ul>
        {open.slice(0, mostShown).map((one) => (
          <li key={one.asset.id}>
            <Thumb src={one.asset.thumbnail_url} color={one.asset.color} size={32} />
            <Link to="/side-by-side" search={{ left: asset, right: one.asset.id }}>
              {one.asset.title}
            </Link>
          </li>
        ))}
      </ul>
      <Link to="/duplicates">{t("alike.all")}</Link>
    </section>
  );
}

function Line({ one, of }: { one: Merge; of: string }) {
  const { t } = useTranslation("duplicates");
  const mayEdit = useMay("edit_assets");
  const unmerge = useUnmerge(() => say(t("merges.unmerged")));
  const isSource = one.source?.id === of;
  const other = isSource ? one.kept : one.source;
  if (other == null) return null;
  return (
    <li>
      <Thumb src={other.thumbnail_url} color={other.color} size={32} />
      <Link to="/assets/$assetId" params={{ assetId: other.id }}>
        {other.title}
      </Link>
      <span className={classes.faint}>
        {t("merges.at", { at: formatInstant(one.merged_at), name: one.merged_by.name })}
        {" · "}
        {t("merges.files", { count: one.files.length })}
      </span>
      {mayEdit && (
        <Button
          size="compact-sm"
          variant="default"
          loading={unmerge.isPending}
          onClick={() => unmerge.mutate(one.source?.id ?? "", { onError: sayProblem })}
        >
          {t("merges.unmerge")}
        </Button>
      )}
    </li>
  );
}

function Merges({ asset }: { asset: Asset }) {
  const { t } = useTranslation("duplicates");
  const { data } = useQuery(mergesQuery(asset.id));
  const standing = (data ?? []).filter((one) => one.undone_at == null);
  const groups = [
    ["merges.into", standing.filter((one) => one.source?.id === asset.id)],
    ["merges.title", standing.filter((one) => one.source?.id !== asset.id)],
  ] as const;
  return groups.map(([title, merges]) =>
    merges.length === 0 ? null : (
      <section key={title} className={classes.alike} aria-label={t(title)}>
        <strong>{t(title)}</strong>
        <ul>
          {merges.map((one) => (
            <Line key={one.id} one={one} of={asset.id} />
          ))}
        </ul>
      </section>
    ),
  );
}

export function Alike({ asset }: { asset: Asset }) {
  return (
    <div>
      <Merges asset={asset} />
      {asset.state === "active" && <Lookalikes asset={asset.id} />}
    </div>
  );
}
