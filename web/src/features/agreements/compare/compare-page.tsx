/** Two to four answers side by side: assets, uses, or what was known at another time. */
import { Button, Skeleton } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Columns2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery, useReferenceNames } from "@/api/rights-reference";
import type { AssetRef, Verdict } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import { formatDay, formatDayRange } from "@/lib/dates";
import { emptyUse, isCompleteUse, missingFromUse, type UseContext } from "@/lib/use-context";
import { DayField } from "@/ui/day-field/day-field";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page } from "@/ui/page";
import { UseContextBar } from "@/ui/use-context-bar/use-context-bar";
import { endOfKnown } from "../agreement-search";
import { rowsOf } from "./compare";
import classes from "./compare.module.css";
import { assetsOf, type CompareSearch, otherUse, writeOther } from "./compare-search";
import { type Column, Differences } from "./differences";
import { assetRefQuery, comparedQuery } from "./queries";
import "./texts";

type Change = (next: CompareSearch) => void;

function Tools({ search, change }: { search: CompareSearch; change: Change }) {
  const { t } = useTranslation("compare");
  const { data: reference } = useQuery(rightsReferenceQuery);
  const other = otherUse(search);
  const [showsOther, setShowsOther] = useState(missingFromUse(other).length < 3);
  return (
    <div className={classes.tools}>
      <DayField
        label={t("addKnown")}
        value={search.known ?? ""}
        w={180}
        onChange={(known) => change({ known: known === "" ? undefined : known })}
      />
      {!showsOther && (
        <Button variant="default" onClick={() => setShowsOther(true)}>
          {t("addOther")}
        </Button>
      )}
      {showsOther && (
        <UseContextBar
          reference={reference}
          use={other}
          inline
          onChange={(next) => change(writeOther(next))}
        />
      )}
      {isCompleteUse(other) && (
        <Button
          variant="default"
          leftSection={<X size={14} aria-hidden />}
          onClick={() => {
            change(writeOther(emptyUse));
            setShowsOther(false);
          }}
        >
          {t("removeOther")}
        </Button>
      )}
    </div>
  );
}

/** What is asked in each column: every asset for the use, then as known earlier, then for the other use. */
function useColumns(search: CompareSearch, use: UseContext) {
  const assets = assetsOf(search);
  const other = otherUse(search);
  const refs = useQueries({ queries: assets.map(assetRefQuery) });
  const now = useQuery(comparedQuery(assets, use));
  const earlier = useQuery(
    comparedQuery(search.known === undefined ? [] : assets, use, endOfKnown(search.known, new Date())),
  );
  const second = useQuery(comparedQuery(isCompleteUse(other) ? assets : [], other));
  const of = (verdicts: Verdict[] | undefined, asked: UseContext, known?: string): Column[] =>
    (verdicts ?? []).map((verdict) => {
      const asset: AssetRef | undefined = refs.find((ref) => ref.data?.id === verdict.asset)?.data;
      return {
        key: `${verdict.asset} ${known ?? ""} ${JSON.stringify(asked)}`,
        verdict,
        asset,
        use: asked,
        known,
      };
    });
  const columns = [...of(now.data, use), ...of(earlier.data, use, search.known), ...of(second.data, other)];
  const asked = [now, earlier, second];
  return {
    columns,
    isPending: asked.some((one) => one.isLoading),
    failed: asked.find((one) => one.isError),
  };
}

function Empty({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation("compare");
  return (
    <EmptyState
      icon={Columns2}
      title={title}
      actions={
        <Button variant="default" renderRoot={(props) => <Link to="/library" {...props} />}>
          {t("toLibrary")}
        </Button>
      }
    >
      {text}
    </EmptyState>
  );
}

function useUseWords() {
  const names = useReferenceNames();
  return (use: UseContext) =>
    [
      use.channels.map(names.channel).join(", "),
      use.territories.map(names.territory).join(", "),
      formatDayRange(use.from, use.until),
      use.purposes.map(names.purpose).join(", "),
    ]
      .filter((part) => part !== "")
      .join(" · ");
}

export function ComparePage() {
  const { t } = useTranslation("compare");
  const search = useSearch({ strict: false }) as CompareSearch;
  const navigate = useNavigate();
  const [use] = useCurrentUse();
  const words = useUseWords();
  const { columns, isPending, failed } = useColumns(search, use);
  const change: Change = (next) => {
    const merge = (previous: Record<string, unknown>) => ({ ...previous, ...next });
    void navigate({ to: ".", search: merge as never, replace: true });
  };
  if (assetsOf(search).length === 0) {
    return (
      <Page title={t("title")}>
        <Empty title={t("choose")} text={t("chooseText")} />
      </Page>
    );
  }
  const rows = rowsOf(columns.map((column) => column.verdict));
  const count = rows.filter((row) => row.differs).length;
  return (
    <Page title={t("title")} lead={t("lead")}>
      {!isCompleteUse(use) && <Empty title={t("needsUse")} text={t("needsUseText")} />}
      {isCompleteUse(use) && <Tools search={search} change={change} />}
      {failed !== undefined && <ErrorPanel error={failed.error} onRetry={() => void failed.refetch()} />}
      {isPending && <Skeleton height={320} />}
      {columns.length === 1 && <p className={classes.sum}>{t("needsMore")}</p>}
      {columns.length > 1 && (
        <p className={classes.sum} role="status">
          {count === 0 ? t("allSame") : t("count", { count })}
        </p>
      )}
      {columns.length > 0 && (
        <Differences
          columns={columns}
          rows={rows}
          contextOf={(column) =>
            column.known === undefined
              ? t("for", { use: words(column.use) })
              : t("known", { day: formatDay(column.known) })
          }
        />
      )}
    </Page>
  );
}
