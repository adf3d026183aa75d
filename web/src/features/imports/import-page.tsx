/** One import: how far it is, what became of each file, and how to steer it. */
import { Button, Group, Progress, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Import, ImportFile } from "@/api/types";
import { formatBytes } from "@/lib/bytes";
import { formatCount } from "@/lib/numbers";
import { PermissionGate } from "@/ui/access/permission-gate";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import { FilterRow } from "@/ui/filter-row";
import { Moment } from "@/ui/moment";
import { Page } from "@/ui/page";
import { RestOfList } from "@/ui/rest-of-list";
import table from "@/ui/table.module.css";
import { ImportState } from "./import-state";
import classes from "./imports.module.css";
import { fileStates } from "./imports-search";
import { importFilesQuery, importQuery, useWish, type Wish } from "./queries";
import { partDone } from "./standing";
import "./texts";

/** What can be wished for an import as it stands. */
function wishes(one: Import): Wish[] {
  switch (one.state) {
    case "reading":
      return ["cancel"];
    case "running":
      return ["pause", "cancel"];
    case "paused":
      return ["resume", "cancel"];
    case "done":
      return one.refused > 0 ? ["retry"] : [];
    default:
      return [];
  }
}

function Steering({ one }: { one: Import }) {
  const { t } = useTranslation("imports");
  const wish = useWish(one.id);
  return (
    <Group gap={8}>
      {one.total > 0 && (
        <Button component="a" href={`/api/v1/imports/${one.id}/report`} download variant="default">
          {t("report")}
        </Button>
      )}
      {wishes(one).map((each) => (
        <Button
          key={each}
          variant={each === "resume" || each === "retry" ? "filled" : "default"}
          loading={wish.isPending && wish.variables === each}
          onClick={() => wish.mutate(each, { onSuccess: () => say(t(`said.${each}`)), onError: sayProblem })}
        >
          {each === "retry" && one.kind === "records" ? t("retryLines") : t(each)}
        </Button>
      ))}
    </Group>
  );
}

function Standing({ one }: { one: Import }) {
  const { t } = useTranslation("imports");
  const done = one.total - one.waiting;
  const told =
    one.kind === "folder"
      ? t("progress", { done: formatCount(done), total: formatCount(one.total) })
      : t(one.kind === "hot" ? "progressOf.hot" : "progressOf.records", { done: formatCount(done) });
  return (
    <section className={classes.standing}>
      <div className={classes.line}>
        <ImportState one={one} />
        <span className={classes.told}>{told}</span>
      </div>
      {one.kind !== "hot" && <Progress value={partDone(one)} aria-label={told} />}
      {one.looked_at != null && (
        <p className={classes.note}>
          {t("hotHelp")} {t("lookedAt")} <Moment at={one.looked_at} />
        </p>
      )}
      {one.note != null && <p className={classes.note}>{one.note}</p>}
    </section>
  );
}

function FileRow({ file }: { file: ImportFile }) {
  const { t } = useTranslation("imports");
  return (
    <tr>
      <td>
        <div className={table.strong}>{file.path}</div>
        {file.message != null && <div className={table.faint}>{file.message}</div>}
        {file.sidecar != null && (
          <div className={table.faint}>{t("withSidecar", { file: file.sidecar })}</div>
        )}
      </td>
      <td className={table.state}>{t(`results.${file.state}`, file.state)}</td>
      <td className={table.minor}>{formatBytes(file.size_bytes)}</td>
      <td className={table.besideActions}>
        {file.asset_id != null && (
          <Link
            to="/assets/$assetId"
            params={{ assetId: file.asset_id }}
            aria-label={t("openOf", { file: file.path })}
          >
            {t("open")}
          </Link>
        )}
      </td>
    </tr>
  );
}

function Files({ one }: { one: Import }) {
  const { t } = useTranslation("imports");
  const search = useSearch({ from: "/shell/imports/$importId" });
  const navigate = useNavigate();
  const list = useInfiniteQuery(importFilesQuery(one.id, search.state, one.total - one.waiting));
  const files = list.data?.pages.flatMap((page) => page.items) ?? [];
  const count = { all: one.total, ...one } as Record<string, unknown>;
  return (
    <>
      <div className={table.tools}>
        <FilterRow
          label={t("state")}
          options={(["all", ...fileStates] as const)
            .filter((key) => one.kind !== "records" || key === "refused" || key === "all")
            .map((key) => ({
              key,
              name: `${t(`results.${key}`)} ${formatCount(Number(count[key] ?? 0))}`,
            }))}
          value={search.state ?? "all"}
          onChange={(key) =>
            void navigate({
              to: "/imports/$importId",
              params: { importId: one.id },
              search: { state: key === "all" ? undefined : key },
              replace: true,
            })
          }
        />
      </div>
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={200} />}
      {list.data !== undefined && files.length === 0 && <p className={classes.note}>{t("noFiles")}</p>}
      {files.length > 0 && (
        <div className={table.frame}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("file")}</th>
                <th scope="col">{t("state")}</th>
                <th scope="col" className={table.minor}>
                  {t("size")}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{t("open")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {files.map((file) => (
                <FileRow key={file.id} file={file} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <RestOfList list={list} />
    </>
  );
}

function Content() {
  const { t } = useTranslation("imports");
  const { importId } = useParams({ from: "/shell/imports/$importId" });
  const found = useQuery(importQuery(importId));
  if (found.isError) {
    return (
      <Page title={t("title")}>
        <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  }
  if (found.data === undefined) {
    return (
      <Page title={t("title")}>
        <Skeleton height={240} />
      </Page>
    );
  }
  return (
    <Page
      title={found.data.folder.split("/").at(-1) ?? found.data.folder}
      lead={found.data.folder}
      actions={<Steering one={found.data} />}
    >
      <Standing one={found.data} />
      {found.data.kind === "records" && <p className={classes.note}>{t("linesHelp")}</p>}
      <Files one={found.data} />
    </Page>
  );
}

export function ImportPage() {
  const { t } = useTranslation("imports");
  return (
    <PermissionGate permission="operate" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
