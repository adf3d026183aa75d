/** One asset: the picture, the verdict for the use at hand, what it is. */
import { Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Asset } from "@/api/types";
import { verdictQuery } from "@/api/verdicts";
import { assetQuery } from "@/features/assets/queries";
import { formatBytes } from "@/lib/bytes";
import { useCurrentUse } from "@/lib/current-use";
import { formatInstant } from "@/lib/dates";
import { isCompleteUse } from "@/lib/use-context";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page, Panel } from "@/ui/page";
import { VerdictSentence } from "@/ui/verdict/verdict-sentence";
import { WhyPanel } from "@/ui/verdict/why-panel";
import classes from "./asset-page.module.css";

function Picture({ asset }: { asset: Asset }) {
  const { t } = useTranslation("assets");
  const { version } = asset;
  const shown =
    version.renditions.find((one) => one.preset === "large") ??
    version.renditions.find((one) => one.preset === "preview");
  if (shown === undefined) {
    return <p className={classes.noPicture}>{version.preview_note ?? t(`preview.${version.preview}`)}</p>;
  }
  return (
    <img
      className={classes.picture}
      src={shown.url}
      width={shown.width}
      height={shown.height}
      alt={asset.title}
      style={{ backgroundColor: version.color ?? undefined }}
    />
  );
}

function Facts({ asset }: { asset: Asset }) {
  const { t } = useTranslation("assets");
  const { version } = asset;
  const size =
    version.width !== null && version.height !== null ? `${version.width} × ${version.height}` : null;
  return (
    <dl className={classes.facts}>
      <dt>{t("facts.file")}</dt>
      <dd>{version.file_name}</dd>
      <dt>{t("facts.size")}</dt>
      <dd>{[size, formatBytes(version.size_bytes)].filter((part) => part !== null).join(", ")}</dd>
      <dt>{t("facts.version")}</dt>
      <dd>{version.number}</dd>
      <dt>{t("facts.added")}</dt>
      <dd>{t("facts.addedBy", { at: formatInstant(asset.created_at), name: asset.created_by.name })}</dd>
      {asset.keywords.length > 0 && (
        <>
          <dt>{t("facts.keywords")}</dt>
          <dd>{asset.keywords.join(", ")}</dd>
        </>
      )}
    </dl>
  );
}

export function AssetPage() {
  const { t } = useTranslation("assets");
  const { assetId } = useParams({ from: "/shell/assets/$assetId" });
  const [use] = useCurrentUse();
  const asset = useQuery(assetQuery(assetId));
  const verdict = useQuery(verdictQuery(assetId, use));
  const [whyOpened, why] = useDisclosure(false);
  if (asset.isError) {
    return (
      <Page title={t("title")} hideTitle>
        <ErrorPanel error={asset.error} onRetry={() => void asset.refetch()} />
      </Page>
    );
  }
  return (
    <Page title={asset.data?.title ?? t("title")} lead={asset.data?.description}>
      <div className={classes.columns}>
        <div className={classes.stage}>
          {asset.data === undefined ? <Skeleton height={420} /> : <Picture asset={asset.data} />}
        </div>
        <div className={classes.side}>
          <VerdictSentence
            verdict={verdict.data}
            error={verdict.error}
            useIsIncomplete={!isCompleteUse(use)}
            onWhy={why.open}
            onRetry={() => void verdict.refetch()}
          />
          {asset.data !== undefined && (
            <Panel title={t("facts.title")}>
              <Facts asset={asset.data} />
            </Panel>
          )}
        </div>
      </div>
      <WhyPanel verdict={verdict.data} opened={whyOpened} onClose={why.close} />
    </Page>
  );
}
