/** Who did what, and when: the trail, and the proof that nobody has changed it. */
import { Alert, Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ScrollText, ShieldAlert, ShieldCheck, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import type { ChainCheck, EventEntry } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { RestOfList } from "@/ui/rest-of-list";
import table from "@/ui/table.module.css";
import classes from "./audit.module.css";
import type { AuditSearch } from "./audit-search";
import { auditQuery, verifyTrail } from "./queries";
import { Subject } from "./subject";

type Change = (next: AuditSearch) => void;

function Result({ answer, error }: { answer: ChainCheck | undefined; error: unknown }) {
  const { t } = useTranslation("audit");
  if (error !== null) {
    return (
      <Alert color="red" variant="light" role="alert">
        {sentenceOf(error)}
      </Alert>
    );
  }
  if (answer === undefined) return null;
  return (
    <Notice
      tone={answer.ok ? "good" : "alarm"}
      icon={answer.ok ? ShieldCheck : ShieldAlert}
      title={t(answer.ok ? "intact" : "broken")}
      urgent={!answer.ok}
    >
      {answer.ok
        ? t("intactText", { count: answer.checked, formatted: formatCount(answer.checked) })
        : t("brokenText", { seq: formatCount(answer.first_bad ?? 0) })}
    </Notice>
  );
}

function Row({ event, change }: { event: EventEntry; change: Change }) {
  const { t } = useTranslation("audit");
  return (
    <tr>
      <td className={classes.seq}>{formatCount(event.seq)}</td>
      <td className={classes.when}>
        <time dateTime={event.at}>{formatInstant(event.at)}</time>
      </td>
      <td className={classes.who}>{event.actor.name}</td>
      <td>
        <div className={classes.sentence}>{event.sentence}</div>
        <button
          type="button"
          className={classes.name}
          aria-label={t("onlyName", { name: event.name })}
          onClick={() => change({ name: event.name })}
        >
          {event.name}
        </button>
      </td>
      <td className={table.minor}>
        <Subject event={event} onNarrow={(subject) => change({ subject })} />
      </td>
    </tr>
  );
}

function Rows({ events, change }: { events: EventEntry[]; change: Change }) {
  const { t } = useTranslation("audit");
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${classes.trail}`}>
        <thead>
          <tr>
            <th scope="col" className={classes.seq}>
              {t("number")}
            </th>
            <th scope="col">{t("when")}</th>
            <th scope="col">{t("who")}</th>
            <th scope="col">{t("what")}</th>
            <th scope="col" className={table.minor}>
              {t("subject")}
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map((one) => (
            <Row key={one.seq} event={one} change={change} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Narrowings({ search, change }: { search: AuditSearch; change: Change }) {
  const { t } = useTranslation("audit");
  const shown = (["name", "subject"] as const).filter((key) => search[key] !== undefined);
  if (shown.length === 0) return null;
  return (
    <div className={table.tools}>
      {shown.map((key) => (
        <Button
          key={key}
          variant="light"
          size="compact-sm"
          rightSection={<X size={12} aria-hidden />}
          aria-label={t("drop", { value: search[key] })}
          onClick={() => change({ [key]: undefined })}
        >
          {t(`only.${key}`, { value: search[key] })}
        </Button>
      ))}
    </div>
  );
}

function Content() {
  const { t } = useTranslation("audit");
  const search = useSearch({ from: "/shell/audit" });
  const navigate = useNavigate();
  const list = useInfiniteQuery(auditQuery(search));
  const verify = useMutation({ mutationFn: verifyTrail });
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  const change: Change = (next) =>
    void navigate({ to: "/audit", search: { ...search, ...next }, replace: true });
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button
          variant="default"
          leftSection={<ShieldCheck size={16} aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {t("verify")}
        </Button>
      }
    >
      <div className={table.notice}>
        <Result answer={verify.data} error={verify.error} />
      </div>
      <Narrowings search={search} change={change} />
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={240} />}
      {list.data !== undefined && events.length === 0 && (
        <EmptyState icon={ScrollText} title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      )}
      {events.length > 0 && <Rows events={events} change={change} />}
      <RestOfList list={list} />
    </Page>
  );
}

export function AuditPage() {
  const { t } = useTranslation("audit");
  return (
    <PermissionGate permission="view_audit" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
