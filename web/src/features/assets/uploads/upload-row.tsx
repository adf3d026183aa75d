/** One file of the list of uploads. */
import { Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  Copy,
  Copyright,
  type LucideIcon,
  Pause,
  Play,
  RotateCcw,
  Unplug,
  Upload,
  X,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import { useMay } from "@/api/session";
import { forgetUpload } from "@/api/upload";
import { formatBytes } from "@/lib/bytes";
import { offerUndo, sayProblem } from "@/ui/feedback/undo-toast";
import { archiveAsset, assetQuery, remakePreviews, restoreAsset } from "../queries";
import { isPlayerComing } from "../technical";
import { MetVerdict, RightsLine } from "./rights-line";
import { type UploadItem, type UploadState, uploadQueue, useUploads } from "./upload-queue";
import classes from "./upload-tray.module.css";

/** Whoever brings hundreds of files at once looks at the library instead of at each file. */
const mostWatched = 40;

/** What became of the preview of a file that was added. */
function Done({ item }: { item: UploadItem }) {
  const { t } = useTranslation("uploads");
  const isWatched = useUploads().length <= mostWatched && item.assetId !== undefined;
  const { data } = useQuery({ ...assetQuery(item.assetId ?? ""), enabled: isWatched });
  const size = formatBytes(item.size);
  const version = data?.version;
  if (version === undefined) return <span>{t("done", { size })}</span>;
  if (version.preview === "pending") return <span>{t("drawing", { size })}</span>;
  if (isPlayerComing(version)) return <span>{t("filming", { size })}</span>;
  if (version.preview === "ready") return <span>{t("done", { size })}</span>;
  return <span>{t("noPreview", { size, note: version.preview_note ?? "" })}</span>;
}

/** Asks for the preview of a file once more, when there is none. */
function DrawAgain({ item, assetId }: { item: UploadItem; assetId: string }) {
  const { t } = useTranslation("uploads");
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
      aria-label={t("drawAgain", { name: item.name })}
      disabled={again.isPending}
      onClick={() => again.mutate()}
    >
      <RotateCcw size={16} aria-hidden />
    </button>
  );
}

/** What a duplicate met, as a key of the texts. */
function metWord(met: UploadItem["met"]): "current" | "earlier" | "archived" | "unsaid" {
  if (met === undefined) return "unsaid";
  if (met.isArchived) return "archived";
  return met.isCurrent ? "current" : "earlier";
}

function Interrupted({ item, percent }: { item: UploadItem; percent: number }) {
  const { t } = useTranslation("uploads");
  if (item.why !== undefined) return <span>{t("interruptedRefused", { why: item.why })}</span>;
  if (item.standing === undefined) return <span>{t("interruptedLook")}</span>;
  if (item.standing.state === "gone") return <span>{t("interruptedGone")}</span>;
  return <span>{t("interrupted", { percent })}</span>;
}

function Status({ item }: { item: UploadItem }) {
  const { t } = useTranslation("uploads");
  const percent = item.size === 0 ? 0 : Math.floor((item.sent / item.size) * 100);
  switch (item.state) {
    case "failed":
      return <span className={classes.error}>{sentenceOf(item.error)}</span>;
    case "duplicate":
      return <span>{t(`met.${metWord(item.met)}`, { number: item.met?.number })}</span>;
    case "done":
      return <Done item={item} />;
    case "waiting":
      return <span>{t("waiting")}</span>;
    case "paused":
      return <span>{t("paused", { percent })}</span>;
    case "interrupted":
      return <Interrupted item={item} percent={percent} />;
    case "running":
      if (percent === 100) return <span>{t("checking")}</span>;
      return (
        <span>{t(item.resumed ? "goingOn" : "running", { percent, size: formatBytes(item.size) })}</span>
      );
  }
}

/** Takes the asset that has the bytes out of the archive again. */
function Restore({ item, assetId }: { item: UploadItem; assetId: string }) {
  const { t } = useTranslation("uploads");
  const queries = useQueryClient();
  const set = async (isArchived: boolean) => {
    await (isArchived ? archiveAsset(assetId) : restoreAsset(assetId));
    uploadQueue.setArchived(assetId, isArchived);
    await Promise.all(["assets", "search"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  const restore = useMutation({
    mutationFn: () => set(false),
    onSuccess: () => offerUndo(t("restored", { name: item.name }), () => set(true)),
    onError: sayProblem,
  });
  return (
    <button
      type="button"
      className={classes.textButton}
      disabled={restore.isPending}
      onClick={() => restore.mutate()}
    >
      {t("restore")}
      <span className="visually-hidden"> {item.name}</span>
    </button>
  );
}

const icons: Record<UploadState, LucideIcon> = {
  waiting: Clock,
  running: Upload,
  paused: CirclePause,
  interrupted: Unplug,
  done: CircleCheck,
  duplicate: Copy,
  failed: CircleX,
};

function remove(item: UploadItem) {
  // Nobody else lets go of what an earlier window began.
  if (item.state === "interrupted" && item.address !== undefined)
    void forgetUpload(item.address).catch(() => {});
  uploadQueue.remove(item.key);
}

/** What can be done with the sending of it. */
function Sending({ item }: { item: UploadItem }) {
  const { t } = useTranslation("uploads");
  const { key, name, state } = item;
  if (state === "running" || state === "waiting")
    return (
      <button type="button" aria-label={t("pause", { name })} onClick={() => uploadQueue.pause(key)}>
        <Pause size={16} aria-hidden />
      </button>
    );
  if (state !== "paused" && state !== "failed") return null;
  return (
    <button
      type="button"
      aria-label={t(state === "paused" ? "resume" : "again", { name })}
      onClick={() => uploadQueue.resume(key)}
    >
      {state === "paused" ? <Play size={16} aria-hidden /> : <RotateCcw size={16} aria-hidden />}
    </button>
  );
}

/** Whether what is to be recorded about it can still be chosen. */
function isOpenToRights(item: UploadItem): boolean {
  const isNew = !item.isVersion && item.state !== "duplicate" && item.state !== "failed";
  return isNew && item.rights !== "recording" && !item.recorded.includes("agreement");
}

export function UploadRow({ item, onRights }: { item: UploadItem; onRights?: () => void }) {
  const { t } = useTranslation("uploads");
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
        <RightsLine item={item} />
        {item.state === "duplicate" && item.assetId !== undefined && <MetVerdict asset={item.assetId} />}
        {begun && (
          <Progress
            size={3}
            value={item.size === 0 ? 0 : (item.sent / item.size) * 100}
            aria-label={t("progressOf", { name: item.name })}
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
          {t("open")}
          <span className="visually-hidden"> {item.name}</span>
        </Link>
      )}
      {onRights !== undefined && isOpenToRights(item) && (
        <button
          type="button"
          aria-label={t("rights.change", { name: item.name })}
          title={t("rights.changeShort")}
          onClick={onRights}
        >
          <Copyright size={16} aria-hidden />
        </button>
      )}
      <Sending item={item} />
      <button type="button" aria-label={t("remove", { name: item.name })} onClick={() => remove(item)}>
        <X size={16} aria-hidden />
      </button>
    </li>
  );
}
