/** The versions of an asset, newest first, and the way to add one. Approvals hold for one version only. */
import { Button, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Upload } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Asset, Version } from "@/api/types";
import { formatBytes } from "@/lib/bytes";
import { formatInstant } from "@/lib/dates";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import classes from "./asset-parts.module.css";
import { assetQuery, restoreVersion, versionsQuery, versionUrl } from "./queries";
import { uploadQueue } from "./uploads/upload-queue";

function NewVersion({ asset }: { asset: Asset }) {
  const { t } = useTranslation("assets");
  const file = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  useEffect(() => {
    const stop = uploadQueue.onEnded(() => {
      void queries.invalidateQueries({ queryKey: assetQuery(asset.id).queryKey });
      void queries.invalidateQueries({ queryKey: ["approvals"] });
    });
    return () => {
      stop();
    };
  }, [queries, asset.id]);
  return (
    <div className={classes.newVersion}>
      <input
        ref={file}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={t("versions.add")}
        data-choose="version"
        onChange={(event) => {
          uploadQueue.add([...(event.currentTarget.files ?? [])], { assetId: asset.id });
          event.currentTarget.value = "";
        }}
      />
      <Button
        variant="default"
        leftSection={<Upload size={15} aria-hidden />}
        onClick={() => file.current?.click()}
      >
        {t("versions.add")}
      </Button>
      <p className={classes.note}>{t("versions.hint")}</p>
    </div>
  );
}

/** What can be done with one version: taken, laid beside the current one, made the current one again. */
function Acts({ asset, version }: { asset: Asset; version: Version }) {
  const { t } = useTranslation("assets");
  const queries = useQueryClient();
  const mayDownload = useMay("download_originals");
  const mayEdit = useMay("edit_assets");
  const restore = useMutation({
    mutationFn: () => restoreVersion(asset, version.id),
    onSuccess: () => say(t("versions.restored", { number: version.number })),
    onError: sayProblem,
    onSettled: () =>
      Promise.all(["assets", "approvals"].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const isCurrent = version.id === asset.version.id;
  return (
    <span className={classes.versionActs}>
      {mayDownload && (
        <a href={versionUrl(asset.id, version.id)} download>
          {t("versions.download")}
        </a>
      )}
      {!isCurrent && (
        <Link to="/side-by-side" search={{ left: `${asset.id}.${version.id}`, right: asset.id }}>
          {t("versions.compare")}
        </Link>
      )}
      {!isCurrent && mayEdit && asset.state === "active" && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={restore.isPending}
          onClick={() => restore.mutate()}
        >
          {t("versions.restore")}
        </Button>
      )}
    </span>
  );
}

export function Versions({ asset }: { asset: Asset }) {
  const { t } = useTranslation("assets");
  const versions = useQuery(versionsQuery(asset.id));
  const mayUpload = useMay("upload_assets");
  if (versions.isError) {
    return <ErrorPanel error={versions.error} onRetry={() => void versions.refetch()} />;
  }
  return (
    <div className={classes.details}>
      {mayUpload && <NewVersion asset={asset} />}
      {versions.data === undefined && <Skeleton height={80} />}
      <ol className={classes.versions} reversed>
        {[...(versions.data ?? [])]
          .sort((a, b) => b.number - a.number)
          .map((version) => (
            <li key={version.id}>
              <strong>{t("versions.number", { number: version.number })}</strong>
              {version.id === asset.version.id && <em>{t("versions.current")}</em>}
              <span>{version.file_name}</span>
              <span className={classes.faint}>
                {[
                  version.width !== null && version.height !== null
                    ? `${version.width} × ${version.height}`
                    : "",
                  formatBytes(version.size_bytes),
                  t("facts.addedBy", {
                    at: formatInstant(version.created_at),
                    name: version.created_by.name,
                  }),
                ]
                  .filter((part) => part !== "")
                  .join(" · ")}
              </span>
              <code title={t("versions.hash")}>{version.blake3.slice(0, 16)}</code>
              <Acts asset={asset} version={version} />
            </li>
          ))}
      </ol>
    </div>
  );
}
