/** What comes under all agreements: rights that end, days to act, duties due; what is live when it ends comes first. */
import { Button, Checkbox, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { CalendarOff, CalendarPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { urlOf } from "@/api/client";
import type { Timeline } from "@/api/types";
import { formatDay } from "@/lib/dates";
import { PermissionGate } from "@/ui/access/permission-gate";
import { DayField } from "@/ui/day-field/day-field";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { FilterRow } from "@/ui/filter-row";
import { Page } from "@/ui/page";
import { shownOf } from "./dates";
import classes from "./dates.module.css";
import { DatesList } from "./dates-list";
import { DatesPicture } from "./dates-picture";
import { type DatesSearch, drawnWindow, groups } from "./dates-search";
import { timelineQuery } from "./queries";
import "./texts";

type Change = (next: DatesSearch) => void;

function Tools({ search, timeline, change }: { search: DatesSearch; timeline: Timeline; change: Change }) {
  const { t } = useTranslation("dates");
  return (
    <div className={classes.tools}>
      <div className={classes.filters}>
        <FilterRow
          label={t("show")}
          options={[
            { key: "all" as const, name: t("groups.all") },
            ...groups.map((key) => ({ key, name: t(`groups.${key}`) })),
          ]}
          value={search.show ?? "all"}
          onChange={(show) => change({ show: show === "all" ? undefined : show })}
        />
        <Checkbox
          label={t("onlyLive")}
          checked={search.live === "yes"}
          onChange={(event) => change({ live: event.currentTarget.checked ? "yes" : undefined })}
        />
      </div>
      <div className={classes.days}>
        <DayField
          label={t("from")}
          value={timeline.from}
          w={148}
          onChange={(day) => day !== "" && change({ from: day, until: undefined })}
        />
        <DayField
          label={t("until")}
          value={timeline.until}
          min={timeline.from}
          w={148}
          onChange={(day) => day >= timeline.from && change({ from: timeline.from, until: day })}
        />
        <FilterRow
          label={t("view")}
          options={[
            { key: "picture", name: t("picture") },
            { key: "list", name: t("list") },
          ]}
          value={search.view ?? "picture"}
          onChange={(view) => change({ view: view === "list" ? "list" : undefined })}
        />
      </div>
    </div>
  );
}

function Nothing({ timeline, change }: { timeline: Timeline; change: Change }) {
  const { t } = useTranslation("dates");
  if (timeline.agreements.length > 0) {
    return (
      <EmptyState
        icon={CalendarOff}
        title={t("nothing")}
        actions={
          <Button variant="default" onClick={() => change({ show: undefined, live: undefined })}>
            {t("all")}
          </Button>
        }
      >
        {t("nothingText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={CalendarOff}
      title={t("empty")}
      actions={
        <Button variant="default" renderRoot={(props) => <Link to="/agreements" {...props} />}>
          {t("toAgreements")}
        </Button>
      }
    >
      {t("emptyText", { from: formatDay(timeline.from), until: formatDay(timeline.until) })}
    </EmptyState>
  );
}

function Content() {
  const { t } = useTranslation("dates");
  const search = useSearch({ strict: false }) as DatesSearch;
  const navigate = useNavigate();
  const answer = useQuery(timelineQuery({ from: search.from, until: search.until }));
  const timeline = answer.data;
  const change: Change = (next) => {
    const merge = (previous: Record<string, unknown>) => ({ ...previous, ...next });
    void navigate({ to: ".", search: merge as never, replace: true });
  };
  const papers = timeline === undefined ? [] : shownOf(timeline, search);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button
          variant="default"
          leftSection={<CalendarPlus size={15} aria-hidden />}
          title={t("calendarHint")}
          renderRoot={(props) => <a href={urlOf("/agreements/dates.ics")} download {...props} />}
        >
          {t("calendar")}
        </Button>
      }
    >
      {answer.isError && <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={420} />}
      {timeline !== undefined && (
        <>
          <Tools search={search} timeline={timeline} change={change} />
          {papers.length === 0 && <Nothing timeline={timeline} change={change} />}
          {papers.length > 0 && search.view === "list" && (
            <DatesList papers={papers} today={timeline.today} />
          )}
          {papers.length > 0 && search.view !== "list" && (
            <DatesPicture
              papers={papers}
              window={drawnWindow({ from: timeline.from, until: timeline.until })}
              today={timeline.today}
              stale={answer.isPlaceholderData}
            />
          )}
          {timeline.left_out > 0 && (
            <p className={classes.foot}>{t("leftOut", { count: timeline.left_out })}</p>
          )}
        </>
      )}
    </Page>
  );
}

export function DatesPage() {
  const { t } = useTranslation("dates");
  return (
    <PermissionGate permission="view_agreements" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
