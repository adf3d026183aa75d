/** Where and when an asset, or a collection as a whole, may be used: the whole answer on one page. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ImageOff, Map as MapIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery, useReferenceNames } from "@/api/rights-reference";
import type { Coverage } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import { civilDay, formatDay } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import { DayField } from "@/ui/day-field/day-field";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { FilterRow } from "@/ui/filter-row";
import { Page } from "@/ui/page";
import { PickField } from "@/ui/pick-field/pick-field";
import { TerritoryPicker } from "@/ui/territory-picker/territory-picker";
import type { Window } from "@/ui/time-lanes/geometry";
import lanes from "@/ui/time-lanes/time-lanes.module.css";
import { laneTones } from "@/ui/time-lanes/tones";
import classes from "./coverage.module.css";
import { CoverageList } from "./coverage-list";
import { type CoverageSearch, marketsOf, windowOf } from "./coverage-search";
import { EmptyRows, Picture, useOpened } from "./picture";
import { collectionNameQuery, coverageQuery } from "./queries";
import "./texts";

type Change = (next: CoverageSearch) => void;

function Tools(props: { search: CoverageSearch; markets: string[]; window: Window; change: Change }) {
  const { t } = useTranslation("coverage");
  const names = useReferenceNames();
  const { data: reference } = useQuery(rightsReferenceQuery);
  const { markets, window, change } = props;
  const choose = (next: string[]) => change({ markets: next.length === 0 ? undefined : next.join(",") });
  return (
    <div className={classes.tools}>
      <PickField
        label={t("markets")}
        action={t("addMarket")}
        values={markets}
        nameOf={names.territory}
        onChange={choose}
      >
        {reference && <TerritoryPicker reference={reference} value={markets} onChange={choose} />}
      </PickField>
      <div className={classes.days}>
        <DayField
          label={t("from")}
          value={window.from}
          onChange={(day) =>
            day !== "" && change({ from: day, until: day > window.until ? undefined : window.until })
          }
        />
        <DayField
          label={t("until")}
          value={window.until}
          min={window.from}
          onChange={(day) => day >= window.from && change({ from: window.from, until: day })}
        />
      </div>
      <FilterRow
        label={t("view")}
        options={[
          { key: "picture", name: t("picture") },
          { key: "list", name: t("list") },
        ]}
        value={props.search.view ?? "picture"}
        onChange={(view) => change({ view: view === "list" ? "list" : undefined })}
      />
    </div>
  );
}

function Legend() {
  const { t } = useTranslation("coverage");
  return (
    <ul className={classes.legend} aria-label={t("legend")}>
      {laneTones.map((tone) => (
        <li key={tone}>
          <span className={lanes.swatch} aria-hidden>
            <span className={lanes.span} data-tone={tone} />
          </span>
          {t(`tone.${tone}`)}
        </li>
      ))}
    </ul>
  );
}

function Drawn(props: { coverage: Coverage; search: CoverageSearch; window: Window; stale: boolean }) {
  const { t } = useTranslation("coverage");
  const { coverage, window } = props;
  const opened = useOpened(coverage);
  const left = coverage.assets_left_out;
  return (
    <>
      {left > 0 && (
        <p className={classes.emptyRows}>
          {t("leftOut", { count: coverage.assets.length, rest: formatCount(left) })}
        </p>
      )}
      {props.search.view === "list" ? (
        <>
          <CoverageList coverage={coverage} rows={opened.rows} columns={allColumns(coverage)} />
          <EmptyRows opened={opened} />
        </>
      ) : (
        <>
          <Legend />
          <Picture
            coverage={coverage}
            opened={opened}
            window={window}
            today={civilDay(new Date())}
            stale={props.stale}
          />
        </>
      )}
    </>
  );
}

/** The list shows every difference: all groups open. */
function allColumns(coverage: Coverage) {
  return coverage.columns.map((column, index) => ({
    index,
    key: column.key,
    leaves: column.territories,
    parent: column.parent ?? undefined,
    opens: coverage.columns.some((other) => other.parent === index),
  }));
}

function NothingChosen() {
  const { t } = useTranslation("coverage");
  return (
    <EmptyState
      icon={MapIcon}
      title={t("choose")}
      actions={
        <Button variant="default" renderRoot={(props) => <Link to="/library" {...props} />}>
          {t("toLibrary")}
        </Button>
      }
    >
      {t("chooseText")}
    </EmptyState>
  );
}

function useTitle(search: CoverageSearch, coverage: Coverage | undefined): string {
  const { t } = useTranslation("coverage");
  const collection = useQuery(
    collectionNameQuery(search.asset === undefined ? search.collection : undefined),
  );
  const only = coverage?.assets[0]?.asset.title;
  if (search.asset !== undefined && only !== undefined) return t("ofAsset", { title: only });
  if (collection.data !== undefined) return t("ofCollection", { name: collection.data });
  return t("title");
}

export function CoveragePage() {
  const { t } = useTranslation("coverage");
  const search = useSearch({ strict: false }) as CoverageSearch;
  const navigate = useNavigate();
  const [use] = useCurrentUse();
  const markets = marketsOf(search, use);
  const window = windowOf(search, use, civilDay(new Date()));
  const answer = useQuery(coverageQuery(search, markets, window, use));
  const title = useTitle(search, answer.data);
  const change: Change = (next) => {
    const merge = (previous: Record<string, unknown>) => ({ ...previous, ...next });
    void navigate({ to: ".", search: merge as never, replace: true });
  };
  const count = answer.data?.assets.length ?? 0;
  const assetId = search.asset;
  const back = assetId !== undefined && (
    <>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/compare" search={{ assets: assetId }} {...props} />}
      >
        {t("compare")}
      </Button>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/assets/$assetId" params={{ assetId }} {...props} />}
      >
        {t("toAsset")}
      </Button>
    </>
  );
  if (assetId === undefined && search.collection === undefined) {
    return (
      <Page title={t("title")}>
        <NothingChosen />
      </Page>
    );
  }
  return (
    <Page
      title={title}
      lead={`${t(count > 1 ? "leadWorst" : "lead", { count })} ${t("window", {
        from: formatDay(window.from),
        until: formatDay(window.until),
      })}.`}
      actions={back}
    >
      <Tools search={search} markets={markets} window={window} change={change} />
      {answer.isError && <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={420} />}
      {answer.isSuccess && count === 0 && (
        <EmptyState icon={ImageOff} title={t("nothing")}>
          {t("nothingText")}
        </EmptyState>
      )}
      {answer.data !== undefined && !answer.isError && count > 0 && (
        <Drawn
          key={`${answer.data.rows.length} ${answer.data.columns.map((one) => one.key).join()}`}
          coverage={answer.data}
          search={search}
          window={{ from: answer.data.use.start, until: answer.data.use.end }}
          stale={answer.isPlaceholderData}
        />
      )}
    </Page>
  );
}
