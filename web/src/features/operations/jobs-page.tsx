/** What the server does in the background, what waits, and what gave up. */
import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Activity, CircleCheck, Clock, LoaderCircle, RotateCcw, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { JobCounts, JobEntry } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import { FilterRow } from "@/ui/filter-row";
import { Moment } from "@/ui/moment";
import { Page } from "@/ui/page";
import { RestOfList } from "@/ui/rest-of-list";
import { otherState, StateChip, type StateLooks } from "@/ui/state-chip";
import table from "@/ui/table.module.css";
import classes from "./jobs.module.css";
import { jobStates } from "./jobs-search";
import { jobsQuery, useRetryJob } from "./queries";
import "./texts";
import { Tools } from "./tools";

const looks: StateLooks = {
  waiting: ["quiet", Clock],
  running: ["open", LoaderCircle],
  done: ["good", CircleCheck],
  dead: ["warning", TriangleAlert],
};

function Counts({ counts }: { counts: JobCounts }) {
  const { t } = useTranslation("operations");
  return (
    <dl className={classes.counts}>
      {(["running", "waiting", "done_today", "dead"] as const).map((key) => (
        <div key={key} data-bad={key === "dead" && counts.dead > 0}>
          <dt>{t(`counts.${key}`)}</dt>
          <dd>{formatCount(counts[key])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Retry({ job }: { job: JobEntry }) {
  const { t } = useTranslation("operations");
  const retry = useRetryJob(job.id);
  if (job.state !== "dead") return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<RotateCcw size={14} aria-hidden />}
      loading={retry.isPending}
      aria-label={t("retryOf", { kind: t(`kinds.${job.kind}`, job.kind) })}
      onClick={() => retry.mutate(undefined, { onSuccess: () => say(t("retried")), onError: sayProblem })}
    >
      {t("retry")}
    </Button>
  );
}

function Row({ job }: { job: JobEntry }) {
  const { t } = useTranslation("operations");
  const [tone, icon] = looks[job.state] ?? otherState;
  return (
    <tr>
      <td>
        <div className={table.strong}>{t(`kinds.${job.kind}`, job.kind)}</div>
        <div className={table.faint}>{job.subject}</div>
        {job.last_error != null && <div className={classes.error}>{job.last_error}</div>}
      </td>
      <td className={table.state}>
        <StateChip tone={tone} icon={icon}>
          {t(`states.${job.state}`, job.state)}
        </StateChip>
      </td>
      <td className={table.minor}>{t("attempts", { done: job.attempts, most: job.max_attempts })}</td>
      <td className={table.besideActions}>
        <Moment at={job.finished_at ?? job.run_at} />
      </td>
      <td className={table.end}>
        <Retry job={job} />
      </td>
    </tr>
  );
}

function Rows({ jobs }: { jobs: JobEntry[] }) {
  const { t } = useTranslation("operations");
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("job")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col" className={table.minor}>
              {t("tries")}
            </th>
            <th scope="col">{t("when")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((one) => (
            <Row key={one.id} job={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Content() {
  const { t } = useTranslation("operations");
  const search = useSearch({ from: "/shell/jobs" });
  const navigate = useNavigate();
  const list = useInfiniteQuery(jobsQuery(search));
  const jobs = list.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = list.data?.pages[0]?.counts;
  return (
    <Page title={t("title")} lead={t("lead")}>
      {counts !== undefined && <Counts counts={counts} />}
      <div className={table.tools}>
        <FilterRow
          label={t("state")}
          options={(["all", ...jobStates.filter((one) => one !== "all")] as const).map((key) => ({
            key,
            name: t(`states.${key}`),
          }))}
          value={search.state ?? "all"}
          onChange={(key) =>
            void navigate({ to: "/jobs", search: { state: key === "all" ? undefined : key }, replace: true })
          }
        />
      </div>
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={240} />}
      {list.data !== undefined && jobs.length === 0 && (
        <EmptyState icon={Activity} title={t(search.state === "dead" ? "noneDead" : "none")}>
          {t(search.state === "dead" ? "noneDeadText" : "noneText")}
        </EmptyState>
      )}
      {jobs.length > 0 && <Rows jobs={jobs} />}
      <RestOfList list={list} />
      <Tools />
    </Page>
  );
}

export function JobsPage() {
  const { t } = useTranslation("operations");
  return (
    <PermissionGate permission="operate" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
