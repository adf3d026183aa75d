/** The inbox: who waits for a decision, what is due first, and the chosen one beside it. */
import { Skeleton, Switch } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Outlet, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Inbox } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "@/lib/keys";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { FilterRow } from "@/ui/filter-row";
import { RestOfList } from "@/ui/rest-of-list";
import classes from "./approvals.module.css";
import { byDueDate, type InboxSearch, inboxStates, nextAfter } from "./inbox";
import { InboxList } from "./inbox-list";
import { approvalsQuery } from "./queries";

function useInbox() {
  const search = useSearch({ from: "/shell/approvals" });
  const navigate = useNavigate();
  const list = useInfiniteQuery(approvalsQuery(search));
  const approvals = useMemo(
    () => byDueDate(list.data?.pages.flatMap((page) => page.items) ?? []),
    [list.data],
  );
  const change = (next: InboxSearch) =>
    void navigate({ to: "/approvals", search: { ...search, ...next }, replace: true });
  return { search, list, approvals, change };
}

function Side({ selected }: { selected: string | undefined }) {
  const { t } = useTranslation("approvals");
  const { search, list, approvals, change } = useInbox();
  const state = search.state ?? "open";
  return (
    <div className={classes.side}>
      <div className={classes.sideHead}>
        <p className={classes.heading} aria-hidden>
          {t("title")}
        </p>
        <FilterRow
          label={t("filter")}
          options={inboxStates.map((key) => ({ key, name: t(`states.${key}`) }))}
          value={state}
          onChange={(key) => change({ state: key === "open" ? undefined : key })}
        />
        <Switch
          label={t("mine")}
          checked={search.mine === "true"}
          onChange={(event) => change({ mine: event.currentTarget.checked ? "true" : undefined })}
        />
      </div>
      <div className={classes.scroll}>
        {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Skeleton height={76} m="xs" />}
        {list.data !== undefined && approvals.length === 0 && (
          <EmptyState icon={Inbox} title={t("empty.title")}>
            {t(search.mine === "true" ? "empty.mine" : state === "open" ? "empty.open" : "empty.other")}
          </EmptyState>
        )}
        <InboxList approvals={approvals} selected={selected} />
        <RestOfList list={list} />
      </div>
    </div>
  );
}

function InboxFrame() {
  const { t } = useTranslation("approvals");
  const navigate = useNavigate();
  const { approvalId } = useParams({ strict: false });
  const { approvals } = useInbox();
  useEffect(() => {
    document.title = `${t("title")} · Placet`;
  }, [t]);
  const openNext = () => {
    const next = nextAfter(approvals, approvalId);
    if (next === undefined) return;
    void navigate({ to: "/approvals/$approvalId", params: { approvalId: next.id }, search: true });
  };
  useKeys([{ keys: "n", label: t("decide.next"), group: t("decide.group"), run: openNext }]);
  return (
    <div className={classes.inbox} data-open={approvalId !== undefined}>
      {/* Stands apart from the list, which narrow screens hide while an approval is open. */}
      <h1 className="visually-hidden">{t("title")}</h1>
      <Side selected={approvalId} />
      <section className={classes.pane} aria-label={t("one")}>
        {approvalId === undefined ? (
          <EmptyState icon={Inbox} title={t("choose")}>
            {t("chooseText")}
          </EmptyState>
        ) : (
          <Outlet />
        )}
      </section>
    </div>
  );
}

export function InboxPage() {
  const { t } = useTranslation("approvals");
  return (
    <PermissionGate permission="request_approvals" title={t("title")}>
      <InboxFrame />
    </PermissionGate>
  );
}
