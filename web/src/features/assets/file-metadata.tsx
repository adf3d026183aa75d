/** What the file says of itself: the parts people ask for, which place won, and everything else as it stands in the file. */
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MetadataField } from "@/api/types";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import classes from "./asset-parts.module.css";
import { metadataQuery, rawMetadataQuery } from "./queries";

const CredentialsPanel = lazy(async () => ({
  default: (await import("./credentials/credentials-panel")).CredentialsPanel,
}));

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
      {opened && raw.data?.withheld === true && <p className={classes.note}>{t("metadata.withheld")}</p>}
      {opened &&
        raw.data?.blocks.map((block) => (
          <section key={block.standard} className={classes.block}>
            <h3>
              {block.standard} <span className={classes.note}>{block.place}</span>
            </h3>
            <dl className={classes.facts}>
              {Object.entries(block.values).map(([name, value]) => (
                <div key={name} className={classes.pair}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      {opened && raw.data !== undefined && raw.data.blocks.length === 0 && (
        <p className={classes.faint}>{t("metadata.rawNone")}</p>
      )}
    </div>
  );
}

/** A value, and where the file says something else in other places: which of them won, and why. */
function Value({ one }: { one: MetadataField }) {
  const { t } = useTranslation("assets");
  return (
    <dd>
      {one.value}
      {one.others.length > 0 && (
        <div className={classes.note}>
          {t("metadata.won", { source: one.source })} {one.why}
          <ul>
            {one.others.map((other) => (
              <li key={other.source}>
                {t(other.shortened ? "metadata.otherShortened" : "metadata.other", {
                  source: other.source,
                  value: other.value,
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </dd>
  );
}

export function FileMetadata({ asset }: { asset: string }) {
  const { t } = useTranslation("assets");
  const metadata = useQuery(metadataQuery(asset));
  if (metadata.isError) {
    return <ErrorPanel error={metadata.error} onRetry={() => void metadata.refetch()} />;
  }
  if (metadata.data === undefined) return <Skeleton height={120} />;
  const { basics, warnings, content_credentials } = metadata.data;
  return (
    <div className={classes.details}>
      {warnings.map((warning) => (
        <p key={warning} className={classes.warning}>
          <TriangleAlert size={15} aria-hidden />
          {warning}
        </p>
      ))}
      {content_credentials != null && (
        <Suspense fallback={<Skeleton height={120} />}>
          <CredentialsPanel said={content_credentials} />
        </Suspense>
      )}
      {basics.length === 0 ? (
        <p className={classes.faint}>{t("metadata.none")}</p>
      ) : (
        <dl className={classes.facts}>
          {basics.map((one) => (
            <div key={one.name} className={classes.pair}>
              <dt>{one.label}</dt>
              <Value one={one} />
            </div>
          ))}
        </dl>
      )}
      <p className={classes.note}>{t("metadata.notAGrant")}</p>
      <Raw asset={asset} />
    </div>
  );
}
