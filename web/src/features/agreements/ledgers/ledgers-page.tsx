/** The ledgers of the whole library: what is left of every cap, who has what alone. */
import { Button, Checkbox, Select, Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Gauge, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Ledgers } from "@/api/types";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { FilterRow } from "@/ui/filter-row";
import { Page } from "@/ui/page";
import { CapsTable } from "./caps-table";
import { ExclusivitiesTable } from "./exclusivities-table";
import { capsOf, exclusivitiesOf } from "./ledgers";
import classes from "./ledgers.module.css";
import { capSorts, directions, type LedgersSearch, type Tab, tabs } from "./ledgers-search";
import { ledgersQuery } from "./queries";
import "./texts";

type Change = (next: LedgersSearch) => void;
type Props = { ledgers: Ledgers; search: LedgersSearch; tab: Tab; change: Change };

function Tools({ ledgers, search, tab, change }: Props) {
  const { t } = useTranslation("ledgers");
  return (
    <div className={classes.tools}>
      <FilterRow
        label={t("which")}
        options={tabs.map((key) => ({ key, name: t(`tabs.${key}`, { count: ledgers[key].length }) }))}
        value={tab}
        onChange={(next) => change({ tab: next === "caps" ? undefined : next })}
      />
      <TextInput
        className={classes.find}
        aria-label={t("find")}
        placeholder={t("find")}
        leftSection={<Search size={14} aria-hidden />}
        value={search.q ?? ""}
        onChange={(event) =>
          change({ q: event.currentTarget.value === "" ? undefined : event.currentTarget.value })
        }
      />
      {tab === "caps" ? (
        <Select
          aria-label={t("sort")}
          data={capSorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
          value={search.sort ?? "left"}
          allowDeselect={false}
          onChange={(value) => change({ sort: capSorts.find((one) => one === value) })}
        />
      ) : (
        <FilterRow
          label={t("direction")}
          options={[
            { key: "any" as const, name: t("directions.any") },
            ...directions.map((key) => ({ key, name: t(`directions.${key}`) })),
          ]}
          value={search.direction ?? "any"}
          onChange={(key) => change({ direction: key === "any" ? undefined : key })}
        />
      )}
      <Checkbox
        label={t(tab === "caps" ? "onlyTight" : "onlyTrouble")}
        checked={search.trouble === "yes"}
        onChange={(event) => change({ trouble: event.currentTarget.checked ? "yes" : undefined })}
      />
    </div>
  );
}

function Nothing({ isEmpty, tab, change }: { isEmpty: boolean; tab: Tab; change: Change }) {
  const { t } = useTranslation("ledgers");
  const every = { q: undefined, trouble: undefined, direction: undefined };
  if (!isEmpty) {
    return (
      <EmptyState
        icon={Gauge}
        title={t("nothing")}
        actions={
          <Button variant="default" onClick={() => change(every)}>
            {t("all")}
          </Button>
        }
      >
        {t("nothingText")}
      </EmptyState>
    );
  }
  const caps = tab === "caps";
  return (
    <EmptyState
      icon={Gauge}
      title={t(caps ? "emptyCaps" : "emptyExclusivities")}
      actions={
        <Button variant="default" renderRoot={(props) => <Link to="/agreements" {...props} />}>
          {t("toAgreements")}
        </Button>
      }
    >
      {t(caps ? "emptyCapsText" : "emptyExclusivitiesText")}
    </EmptyState>
  );
}

function Lines({ ledgers, search, tab, change }: Props) {
  if (tab === "caps") {
    const caps = capsOf(ledgers.caps, search);
    if (caps.length > 0) return <CapsTable caps={caps} />;
  } else {
    const lines = exclusivitiesOf(ledgers.exclusivities, search);
    if (lines.length > 0) return <ExclusivitiesTable lines={lines} />;
  }
  return <Nothing isEmpty={ledgers[tab].length === 0} tab={tab} change={change} />;
}

function Content() {
  const { t } = useTranslation("ledgers");
  const search = useSearch({ strict: false }) as LedgersSearch;
  const navigate = useNavigate();
  const answer = useQuery(ledgersQuery);
  const change: Change = (next) => {
    const merge = (previous: Record<string, unknown>) => ({ ...previous, ...next });
    void navigate({ to: ".", search: merge as never, replace: true });
  };
  const shown = { search, tab: search.tab ?? "caps", change } as const;
  return (
    <Page title={t("title")} lead={t("lead")}>
      {answer.isError && <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={320} />}
      {answer.data !== undefined && (
        <>
          <Tools ledgers={answer.data} {...shown} />
          <Lines ledgers={answer.data} {...shown} />
        </>
      )}
    </Page>
  );
}

export function LedgersPage() {
  const { t } = useTranslation("ledgers");
  return (
    <PermissionGate permission="view_agreements" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
