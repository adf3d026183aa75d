/** Two versions of an asset, or two assets: their pictures in one look, and what is known of them line by line. */
import { NativeSelect, SegmentedControl, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Columns2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Asset, Version } from "@/api/types";
import { assetQuery, versionsQuery } from "@/features/assets/queries";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page } from "@/ui/page";
import classes from "./side-by-side/compare.module.css";
import { Facts, type Found } from "./side-by-side/facts";
import {
  type Mode,
  modes,
  readSide,
  type Side,
  type SideSearch,
  writeSide,
} from "./side-by-side/side-search";
import { Stage } from "./side-by-side/stage";
import "./side-by-side/texts";

function pictureOf(version: Version): string | undefined {
  const preset = (name: string) => version.renditions.find((one) => one.preset === name)?.url;
  return preset("large") ?? preset("preview") ?? preset("thumbnail");
}

/** An asset with all its versions, and the one that is meant. */
function useFound(side: Side | undefined) {
  const asked = side?.asset ?? "";
  const asset = useQuery({ ...assetQuery(asked), enabled: side !== undefined });
  const versions = useQuery({ ...versionsQuery(asked), enabled: side !== undefined });
  const wanted = side?.version ?? asset.data?.version.id;
  const version = versions.data?.find((one) => one.id === wanted) ?? asset.data?.version;
  const found: Found | undefined =
    asset.data === undefined || version === undefined || versions.data === undefined
      ? undefined
      : { asset: asset.data, version };
  return {
    found,
    versions: versions.data ?? [],
    error: asset.error ?? versions.error,
    retry: () => {
      void asset.refetch();
      void versions.refetch();
    },
  };
}

type ChooserProps = {
  label: string;
  asset: Asset;
  version: Version;
  versions: Version[];
  onChange: (version: string) => void;
};

function VersionChooser({ label, asset, version, versions, onChange }: ChooserProps) {
  const { t } = useTranslation("sideBySide");
  const word = (one: Version) =>
    t(one.id === asset.version.id ? "current" : "version", { number: one.number });
  return (
    <NativeSelect
      className={classes.side}
      label={label}
      value={version.id}
      data={versions.map((one) => ({ value: one.id, label: `${asset.title} · ${word(one)}` }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function SideBySidePage() {
  const { t } = useTranslation("sideBySide");
  const search = useSearch({ from: "/shell/side-by-side" }) as SideSearch;
  const navigate = useNavigate();
  const [leftSide, rightSide] = [readSide(search.left), readSide(search.right)];
  const left = useFound(leftSide);
  const right = useFound(rightSide);
  const mode = search.mode ?? "beside";
  const change = (next: SideSearch) => {
    const merge = (previous: Record<string, unknown>) => ({ ...previous, ...next });
    void navigate({ to: ".", search: merge as never, replace: true });
  };
  if (leftSide === undefined || rightSide === undefined) {
    return (
      <Page title={t("title")}>
        <EmptyState icon={Columns2} title={t("missing")}>
          {t("missingText")}
        </EmptyState>
      </Page>
    );
  }
  const error = left.error ?? right.error;
  if (error !== null) {
    return (
      <Page title={t("title")}>
        <ErrorPanel
          error={error}
          onRetry={() => {
            left.retry();
            right.retry();
          }}
        />
      </Page>
    );
  }
  if (left.found === undefined || right.found === undefined) {
    return (
      <Page title={t("title")}>
        <Skeleton height={420} />
      </Page>
    );
  }
  const names = { left: left.found.asset.title, right: right.found.asset.title };
  return (
    <Page title={t("title")} lead={t("lead", names)}>
      <div className={classes.page}>
        <div className={classes.choices}>
          <VersionChooser
            label={t("left")}
            {...left.found}
            versions={left.versions}
            onChange={(version) => change({ left: writeSide({ asset: leftSide.asset, version }) })}
          />
          <VersionChooser
            label={t("right")}
            {...right.found}
            versions={right.versions}
            onChange={(version) => change({ right: writeSide({ asset: rightSide.asset, version }) })}
          />
          <SegmentedControl
            aria-label={t("mode")}
            value={mode}
            data={modes.map((one) => ({ value: one, label: t(`modes.${one}`) }))}
            onChange={(next) => change({ mode: next === "beside" ? undefined : (next as Mode) })}
          />
        </div>
        <Stage
          left={{ url: pictureOf(left.found.version), name: names.left }}
          right={{ url: pictureOf(right.found.version), name: names.right }}
          mode={mode}
        />
        <Facts left={left.found} right={right.found} />
      </div>
    </Page>
  );
}
