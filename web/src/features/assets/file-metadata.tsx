/** What the file says of itself: the parts people ask for, and everything else as it stands in the file. */
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import classes from "./asset-parts.module.css";
import { metadataQuery, rawMetadataQuery } from "./queries";

function Raw({ asset }: { asset: string }) {
  const { t } = useTranslation("assets");
  const [opened, setOpened] = useState(false);
  const raw = useQuery({ ...rawMetadataQuery(asset), enabled: opened });
  return (
    <div>
      <button
        type="button"
        className={classes.textButton}
        aria-expanded={opened}
        onClick={() => setOpened((now) => !now)}
      >
        {t("metadata.raw")}
      </button>
      {opened && raw.isPending && <Skeleton height={80} />}
      {opened && raw.isError && <ErrorPanel error={raw.error} onRetry={() => void raw.refetch()} />}
      {opened &&
        Object.entries(raw.data ?? {}).map(([block, fields]) => (
          <section key={block} className={classes.block}>
            <h3>{block}</h3>
            <dl className={classes.facts}>
              {Object.entries(fields).map(([name, value]) => (
                <div key={name} className={classes.pair}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      {opened && raw.data !== undefined && Object.keys(raw.data).length === 0 && (
        <p className={classes.faint}>{t("metadata.rawNone")}</p>
      )}
    </div>
  );
}

export function FileMetadata({ asset }: { asset: string }) {
  const { t } = useTranslation("assets");
  const metadata = useQuery(metadataQuery(asset));
  if (metadata.isError) {
    return <ErrorPanel error={metadata.error} onRetry={() => void metadata.refetch()} />;
  }
  if (metadata.data === undefined) return <Skeleton height={120} />;
  const { basics, warnings } = metadata.data;
  return (
    <div className={classes.details}>
      {warnings.map((warning) => (
        <p key={warning} className={classes.warning}>
          <TriangleAlert size={15} aria-hidden />
          {warning}
        </p>
      ))}
      {basics.length === 0 ? (
        <p className={classes.faint}>{t("metadata.none")}</p>
      ) : (
        <dl className={classes.facts}>
          {basics.map((one) => (
            <div key={one.name} className={classes.pair}>
              <dt>{one.label}</dt>
              <dd>{one.value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className={classes.note}>{t("metadata.notAGrant")}</p>
      <Raw asset={asset} />
    </div>
  );
}
