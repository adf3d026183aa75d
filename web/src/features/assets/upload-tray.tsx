/** The tray of uploads at the lower right, and the whole window as a place to drop files and folders. */
import { Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  ChevronDown,
  ChevronUp,
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  Copy,
  type LucideIcon,
  Pause,
  Play,
  RotateCcw,
  Upload,
  X,
} from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import { useMay } from "@/api/session";
import { forgetInterruptedUploads, interruptedUploads } from "@/api/upload";
import { formatBytes } from "@/lib/bytes";
import { offerUndo, sayProblem } from "@/ui/feedback/undo-toast";
import { droppedFiles } from "./dropped-files";
import { archiveAsset, assetQuery, remakePreviews, restoreAsset } from "./queries";
import { isPlayerComing } from "./technical";
import {
  byAttention,
  totalsOf,
  type UploadItem,
  type UploadState,
  uploadQueue,
  useUploads,
} from "./upload-queue";
import classes from "./upload-tray.module.css";

/** Whoever brings hundreds of files at once looks at the library instead of at each file. */
const mostWatched = 40;

/** What became of the preview of a file that was added. */
function Done({ item }: { item: UploadItem }) {
  const { t } = useTranslation("assets");
  const isWatched = useUploads().length <= mostWatched && item.assetId !== undefined;
  const { data } = useQuery({ ...assetQuery(item.assetId ?? ""), enabled: isWatched });
  const size = formatBytes(item.size);
  const version = data?.version;
  if (version === undefined) return <span>{t("upload.done", { size })}</span>;
  if (version.preview === "pending") return <span>{t("upload.drawing", { size })}</span>;
  if (isPlayerComing(version)) return <span>{t("upload.filming", { size })}</span>;
  if (version.preview === "ready") return <span>{t("upload.done", { size })}</span>;
  return <span>{t("upload.noPreview", { size, note: version.preview_note ?? "" })}</span>;
}

/** Asks for the preview of a file once more, when there is none. */
function DrawAgain({ item, assetId }: { item: UploadItem; assetId: string }) {
  const { t } = useTranslation("assets");
  const queries = useQueryClient();
  const { data } = useQuery({ ...assetQuery(assetId), enabled: false });
  const again = useMutation({
    mutationFn: () => remakePreviews(assetId),
    onSuccess: () => queries.invalidateQueries({ queryKey: assetQuery(assetId).queryKey }),
    onError: sayProblem,
  });
  if (data?.version.preview !== "failed") return null;
  return (
    <button
      type="button"
      aria-label={t("upload.drawAgain", { name: item.name })}
      disabled={again.isPending}
      onClick={() => again.mutate()}
    >
      <RotateCcw size={16} aria-hidden />
    </button>
  );
}

function Status({ item }: { item: UploadItem }) {
  const { t } = useTranslation("assets");
  const percent = item.size === 0 ? 0 : Math.floor((item.sent / item.size) * 100);
  switch (item.state) {
    case "failed":
      return <span className={classes.error}>{sentenceOf(item.error)}</span>;
    case "duplicate":
      return <span>{t(`upload.met.${metWord(item.met)}`, { number: item.met?.number })}</span>;
    case "done":
      return <Done item={item} />;
    case "waiting":
      return <span>{t("upload.waiting")}</span>;
    case "paused":
      return <span>{t("upload.paused", { percent })}</span>;
    case "running":
      return (
        <span>
          {t(item.resumed ? "upload.goingOn" : "upload.running", { percent, size: formatBytes(item.size) })}
        </span>
      );
  }
}

/** What a duplicate met, as a key of the texts. */
function metWord(met: UploadItem["met"]): "current" | "earlier" | "archived" | "unsaid" {
  if (met === undefined) return "unsaid";
  if (met.isArchived) return "archived";
  return met.isCurrent ? "current" : "earlier";
}

/** Takes the asset that has the bytes out of the archive again. */
function Restore({ item, assetId }: { item: UploadItem; assetId: string }) {
  const { t } = useTranslation("assets");
  const queries = useQueryClient();
  const set = async (isArchived: boolean) => {
    await (isArchived ? archiveAsset(assetId) : restoreAsset(assetId));
    uploadQueue.setArchived(assetId, isArchived);
    await Promise.all(["assets", "search"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  const restore = useMutation({
    mutationFn: () => set(false),
    onSuccess: () => offerUndo(t("upload.restored", { name: item.name }), () => set(true)),
    onError: sayProblem,
  });
  return (
    <button
      type="button"
      className={classes.textButton}
      disabled={restore.isPending}
      onClick={() => restore.mutate()}
    >
      {t("upload.restore")}
      <span className="visually-hidden"> {item.name}</span>
    </button>
  );
}

const icons: Record<UploadState, LucideIcon> = {
  waiting: Clock,
  running: Upload,
  paused: CirclePause,
  done: CircleCheck,
  duplicate: Copy,
  failed: CircleX,
};

function Row({ item }: { item: UploadItem }) {
  const { t } = useTranslation("assets");
  const mayRestore = useMay("edit_assets");
  const begun = item.state === "running" || item.state === "paused";
  const Icon = icons[item.state];
  return (
    <li className={classes.row} data-state={item.state}>
      <span className={classes.icon}>
        <Icon size={18} aria-hidden />
      </span>
      <span className={classes.words}>
        <span className={classes.name} title={item.name}>
          {item.name}
        </span>
        <Status item={item} />
        {begun && (
          <Progress
            size={3}
            value={item.size === 0 ? 0 : (item.sent / item.size) * 100}
            aria-label={t("upload.progressOf", { name: item.name })}
          />
        )}
      </span>
      {item.assetId !== undefined && item.met?.isArchived === true && mayRestore && (
        <Restore item={item} assetId={item.assetId} />
      )}
      {item.assetId !== undefined && item.state === "done" && mayRestore && (
        <DrawAgain item={item} assetId={item.assetId} />
      )}
      {item.assetId !== undefined && (
        <Link to="/assets/$assetId" params={{ assetId: item.assetId }} className={classes.link}>
          {t("upload.open")}
          <span className="visually-hidden"> {item.name}</span>
        </Link>
      )}
      {(item.state === "running" || item.state === "waiting") && (
        <button
          type="button"
          aria-label={t("upload.pause", { name: item.name })}
          onClick={() => uploadQueue.pause(item.key)}
        >
          <Pause size={16} aria-hidden />
        </button>
      )}
      {(item.state === "paused" || item.state === "failed") && (
        <button
          type="button"
          aria-label={t(item.state === "paused" ? "upload.resume" : "upload.again", { name: item.name })}
          onClick={() => uploadQueue.resume(item.key)}
        >
          {item.state === "paused" ? <Play size={16} aria-hidden /> : <RotateCcw size={16} aria-hidden />}
        </button>
      )}
      <button
        type="button"
        aria-label={t("upload.remove", { name: item.name })}
        onClick={() => uploadQueue.remove(item.key)}
      >
        <X size={16} aria-hidden />
      </button>
    </li>
  );
}

/** True while files are dragged over the window. A drop anywhere adds them. */
function useWindowDrop(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hold = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void droppedFiles(event.dataTransfer).then((files) => uploadQueue.add(files));
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hold, drop } as const;
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        window.removeEventListener(name, listener as EventListener);
      }
    };
  }, []);
  return over;
}

/** New assets appear in lists; leaving the page with open uploads is asked about. */
function useQueueEffects(open: number) {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = uploadQueue.onEnded(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ["search"] }), 800);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [queries]);
  useEffect(() => {
    if (open === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [open]);
}

function Interrupted({ names, onForget }: { names: string[]; onForget: () => void }) {
  const { t } = useTranslation("assets");
  if (names.length === 0) return null;
  const shown = names.slice(0, 3).join(", ");
  return (
    <div className={classes.interrupted}>
      <span>{t("upload.interrupted", { count: names.length, names: shown })}</span>
      <button type="button" onClick={onForget}>
        {t("upload.forget")}
      </button>
    </div>
  );
}

/** For many files at once: one button instead of one for each. */
function PauseAll({ items }: { items: readonly UploadItem[] }) {
  const { t } = useTranslation("assets");
  const open = items.filter((item) => !["done", "duplicate", "failed"].includes(item.state));
  if (open.length < 2) return null;
  const resting = open.every((item) => item.state === "paused");
  return (
    <button
      type="button"
      className={classes.textButton}
      onClick={resting ? uploadQueue.resumeAll : uploadQueue.pauseAll}
    >
      {t(resting ? "upload.resumeAll" : "upload.pauseAll")}
    </button>
  );
}

function Tray() {
  const { t } = useTranslation("assets");
  const items = useUploads();
  const totals = totalsOf(items);
  const over = useWindowDrop();
  const [folded, setFolded] = useState(false);
  const [interrupted, setInterrupted] = useState(interruptedUploads);
  useQueueEffects(totals.open);
  const left = interrupted.filter((name) => !items.some((item) => item.name === name));
  const forget = () => {
    forgetInterruptedUploads();
    setInterrupted([]);
  };
  const percent = Math.floor(totals.share * 100);
  const headline =
    totals.open > 0
      ? t("upload.headRunning", { done: totals.count - totals.open, count: totals.count, percent })
      : totals.failed > 0
        ? t("upload.headFailed", { count: totals.failed, all: totals.count })
        : t("upload.headDone", { count: totals.count });
  return (
    <>
      {over && (
        <div className={classes.drop} aria-hidden="true">
          <div>
            <Upload size={32} />
            <strong>{t("upload.dropTitle")}</strong>
            <span>{t("upload.dropText")}</span>
          </div>
        </div>
      )}
      <p className="visually-hidden" role="status">
        {items.length > 0 &&
          t("upload.announce", {
            percent: Math.floor(percent / 25) * 25,
            open: totals.open,
            failed: totals.failed,
          })}
      </p>
      {(items.length > 0 || left.length > 0) && (
        <section className={classes.tray} aria-label={t("upload.title")}>
          <header className={classes.head}>
            <strong>{items.length > 0 ? headline : t("upload.title")}</strong>
            <PauseAll items={items} />
            <button
              type="button"
              aria-expanded={!folded}
              aria-label={t(folded ? "upload.unfold" : "upload.fold")}
              onClick={() => setFolded((now) => !now)}
            >
              {folded ? <ChevronUp size={16} aria-hidden /> : <ChevronDown size={16} aria-hidden />}
            </button>
            {totals.open === 0 && items.length > 0 && (
              <button
                type="button"
                aria-label={t("upload.clear")}
                onClick={() => {
                  for (const item of items) uploadQueue.remove(item.key);
                }}
              >
                <X size={16} aria-hidden />
              </button>
            )}
          </header>
          {totals.open > 0 && <Progress size={3} radius={0} value={percent} aria-label={t("upload.title")} />}
          {!folded && (
            <>
              <Interrupted names={left} onForget={forget} />
              <ul className={classes.list}>
                {byAttention(items).map((item) => (
                  <Row key={item.key} item={item} />
                ))}
              </ul>
            </>
          )}
        </section>
      )}
    </>
  );
}

/** Nothing for those who may not upload. */
export function UploadTray() {
  return useMay("upload_assets") ? <Tray /> : null;
}
