/** What is on record about the rights of an uploaded file, in a line; and the verdict on what a duplicate met. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { useMay } from "@/api/session";
import { verdictQuery } from "@/api/verdicts";
import { useCurrentUse } from "@/lib/current-use";
import { isCompleteUse } from "@/lib/use-context";
import { VerdictBadge } from "@/ui/verdict/verdict-badge";
import { signOf } from "@/ui/verdict/words";
import { isEmptyPlan } from "./upload-plan";
import { type UploadItem, uploadQueue } from "./upload-queue";
import classes from "./upload-tray.module.css";

/** The verdict on the asset that has the bytes already, for the use that is set. */
export function MetVerdict({ asset }: { asset: string }) {
  const [use] = useCurrentUse();
  const mayAsk = useMay("ask_rights");
  const { data } = useQuery({ ...verdictQuery(asset, use), enabled: mayAsk && isCompleteUse(use) });
  if (data === undefined) return null;
  return (
    <span className={classes.verdict}>
      <VerdictBadge sign={signOf(data.headline)} />
    </span>
  );
}

/** Statements in the file that somebody may take in as proposals. */
function FileStates({ asset }: { asset: string }) {
  const { t } = useTranslation("uploads");
  const mayLook = useMay("view_agreements");
  const { data } = useQuery({
    queryKey: ["rights", "file", asset],
    queryFn: ({ signal }) =>
      api.GET("/assets/{id}/rights/proposals", { params: { path: { id: asset } }, signal }),
    enabled: mayLook,
    // A file that has just arrived is read a moment later.
    refetchInterval: (query) => (query.state.data?.read === false ? 3_000 : false),
  });
  const open = data?.items.filter((item) => item.records_something && item.decision == null) ?? [];
  if (open.length === 0) return null;
  return (
    <span className={classes.states}>
      {t("rights.file", { count: open.length })}{" "}
      <Link to="/assets/$assetId" params={{ assetId: asset }} search={{ tab: "rights" }}>
        {t("rights.fileLook")}
      </Link>
    </span>
  );
}

function Told({ item }: { item: UploadItem }) {
  const { t } = useTranslation("uploads");
  const { plan, rights } = item;
  const paper = plan?.agreement?.reference;
  if (plan === undefined) return null;
  if (plan === null || isEmptyPlan(plan)) return <span>{t("rights.notGiven")}</span>;
  if (rights === "recording") return <span>{t("rights.recording")}</span>;
  if (rights === "failed") {
    const why = item.rightsProblem?.why ?? "";
    return (
      <span className={classes.error}>
        {t("rights.failed", { why })}{" "}
        <button
          type="button"
          className={classes.inlineButton}
          aria-label={t("rights.again", { name: item.name })}
          onClick={() => {
            uploadQueue.note(item.key, { rights: undefined, rightsProblem: undefined });
            uploadQueue.wake();
          }}
        >
          <RotateCcw size={14} aria-hidden />
        </button>
      </span>
    );
  }
  if (rights === undefined) return paper === undefined ? null : <span>{t("rights.planned", { paper })}</span>;
  if (paper === undefined) return <span>{t("rights.details")}</span>;
  return (
    <span>{t(item.counts === false ? "rights.recordedNotCounting" : "rights.recorded", { paper })}</span>
  );
}

export function RightsLine({ item }: { item: UploadItem }) {
  if (item.isVersion || item.state === "duplicate" || item.state === "failed") return null;
  return (
    <>
      <Told item={item} />
      {item.state === "done" && item.assetId !== undefined && <FileStates asset={item.assetId} />}
    </>
  );
}
