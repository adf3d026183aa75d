/** The list of uploads: how far each is, what became of it, what is on record about its rights, and the sum of it. */
import { Button, Progress } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { ChevronDown, ChevronUp, CircleHelp, X } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { uploadStanding } from "@/api/upload";
import { recordPlans } from "./record-plan";
import {
  byAttention,
  totalsOf,
  type UploadItem,
  type UploadTotals,
  undecided,
  uploadQueue,
} from "./upload-queue";
import { UploadRow } from "./upload-row";
import classes from "./upload-tray.module.css";
import "./texts";

const RightsDialog = lazy(() => import("./rights-dialog").then((m) => ({ default: m.RightsDialog })));

/** What was said about files is recorded as soon as they are stored. */
function useRecording() {
  const queries = useQueryClient();
  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined;
    const record = async () => {
      if (!(await recordPlans(uploadQueue))) return;
      for (const key of ["assets", "rights", "verdicts", "search", "agreements"])
        void queries.invalidateQueries({ queryKey: [key] });
    };
    // Files that end together are recorded together.
    const soon = () => {
      clearTimeout(again);
      again = setTimeout(() => void record(), 400);
    };
    soon();
    const stop = uploadQueue.onEnded(soon);
    return () => {
      clearTimeout(again);
      stop();
    };
  }, [queries]);
}

/** Asks the server what it has of what an earlier window began. */
function useStandings(items: readonly UploadItem[]) {
  const unknown = items.filter((item) => item.state === "interrupted" && item.standing === undefined);
  const asked = unknown.map((item) => item.key).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` names all of `unknown`
  useEffect(() => {
    let isOver = false;
    for (const { key, address } of unknown) {
      const ask =
        address === undefined ? Promise.resolve({ state: "gone" as const }) : uploadStanding(address);
      ask.then(
        (standing) => {
          if (isOver) return;
          if (standing.state !== "done") {
            uploadQueue.note(key, { standing, sent: standing.state === "part" ? standing.sent : 0 });
            return;
          }
          const { assetId, duplicate, met } = standing.answer;
          uploadQueue.note(key, { state: duplicate ? "duplicate" : "done", assetId, met });
        },
        // The server is away: the next look at the page asks again.
        () => {},
      );
    }
    return () => {
      isOver = true;
    };
  }, [asked]);
}

/** For many files at once: one button instead of one for each. */
function ForAll({ items, totals }: { items: readonly UploadItem[]; totals: UploadTotals }) {
  const { t } = useTranslation("uploads");
  const open = items.filter((item) => ["waiting", "running", "paused"].includes(item.state));
  const resting = open.length > 0 && open.every((item) => item.state === "paused");
  return (
    <>
      {totals.failed > 1 && (
        <button type="button" className={classes.textButton} onClick={uploadQueue.retryFailed}>
          {t("againAll")}
        </button>
      )}
      {open.length > 1 && (
        <button
          type="button"
          className={classes.textButton}
          onClick={resting ? uploadQueue.resumeAll : uploadQueue.pauseAll}
        >
          {t(resting ? "resumeAll" : "pauseAll")}
        </button>
      )}
    </>
  );
}

/**
 * The list folds itself on the way to another page, where it would lie on what the person went to see, and unfolds for
 * new files. What an earlier window left is folded from the start, unless a file has to be chosen again.
 */
function useFolded(items: readonly UploadItem[]) {
  const page = useRouterState({ select: (state) => state.location.pathname });
  const last = Math.max(...items.map((item) => item.key));
  const isLeft = (item: UploadItem) => item.earlier === true && item.state !== "interrupted";
  const [folded, setFolded] = useState(() => items.every(isLeft));
  const [seen, setSeen] = useState({ page, last });
  if (seen.page !== page || seen.last !== last) {
    setSeen({ page, last });
    if (last > seen.last) setFolded(false);
    else if (seen.page !== page) setFolded(true);
  }
  return [folded, setFolded] as const;
}

/** Says in one line what became of all of them. */
function Sum({ totals }: { totals: UploadTotals }) {
  const { t } = useTranslation("uploads");
  const counts = [
    ["sumStored", totals.stored],
    ["sumDuplicate", totals.duplicates],
    ["sumRefused", totals.failed],
    ["sumOpen", totals.interrupted],
  ] as const;
  const rights = [
    ["sumWith", totals.withRights],
    ["sumWithout", totals.notKnown],
  ] as const;
  const said = (list: readonly (readonly [(typeof counts | typeof rights)[number][0], number])[]) =>
    list.flatMap(([key, count]) => (count > 0 ? [t(key, { count })] : [])).join(", ");
  const lines = [said(counts), said(rights)].filter((line) => line !== "");
  return <p className={classes.sum}>{lines.join("; ")}</p>;
}

/** Asks what is known about the rights of new files, and takes "nothing" for an answer. */
function AskRights({ items, onSay }: { items: UploadItem[]; onSay: () => void }) {
  const { t } = useTranslation("uploads");
  if (items.length === 0) return null;
  return (
    <div className={classes.ask}>
      <CircleHelp size={18} aria-hidden />
      <p>{t("rights.ask", { count: items.length })}</p>
      <div>
        <Button size="compact-sm" onClick={onSay}>
          {t("rights.say")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            uploadQueue.plan(
              items.map((item) => item.key),
              null,
            )
          }
        >
          {t("rights.leave")}
        </Button>
      </div>
    </div>
  );
}

function headlineOf(totals: UploadTotals) {
  const percent = Math.floor(totals.share * 100);
  if (totals.open > 0)
    return ["headRunning", { done: totals.count - totals.open, count: totals.count, percent }] as const;
  if (totals.failed > 0) return ["headFailed", { count: totals.failed, all: totals.count }] as const;
  return ["headDone", { count: totals.stored + totals.duplicates }] as const;
}

export function UploadList({ items }: { items: readonly UploadItem[] }) {
  const { t } = useTranslation("uploads");
  const totals = totalsOf(items);
  const [folded, setFolded] = useFolded(items);
  const [asked, setAsked] = useState<readonly number[] | null>(null);
  const mayDescribe = useMay("edit_assets");
  useRecording();
  useStandings(items);
  const [headline, words] = headlineOf(totals);
  const open = undecided(items);
  const isOver = totals.open === 0;
  return (
    <section className={classes.tray} data-tray aria-label={t("title")}>
      <header className={classes.head}>
        <strong>{t(headline, words)}</strong>
        <ForAll items={items} totals={totals} />
        <button
          type="button"
          aria-expanded={!folded}
          aria-label={t(folded ? "unfold" : "fold")}
          onClick={() => setFolded((now) => !now)}
        >
          {folded ? <ChevronUp size={16} aria-hidden /> : <ChevronDown size={16} aria-hidden />}
        </button>
        {isOver && (
          <button
            type="button"
            aria-label={t("clear")}
            onClick={() => {
              for (const item of items) uploadQueue.remove(item.key);
            }}
          >
            <X size={16} aria-hidden />
          </button>
        )}
      </header>
      {!isOver && (
        <Progress size={3} radius={0} value={Math.floor(totals.share * 100)} aria-label={t("title")} />
      )}
      {isOver && <Sum totals={totals} />}
      {!folded && (
        <>
          {mayDescribe && <AskRights items={open} onSay={() => setAsked(open.map((item) => item.key))} />}
          <ul className={classes.list}>
            {byAttention(items).map((item) => (
              <UploadRow
                key={item.key}
                item={item}
                onRights={mayDescribe ? () => setAsked([item.key]) : undefined}
              />
            ))}
          </ul>
        </>
      )}
      {asked !== null && (
        <Suspense fallback={null}>
          <RightsDialog
            items={items.filter((item) => asked.includes(item.key))}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
    </section>
  );
}
