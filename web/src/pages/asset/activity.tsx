/** Who did what with an asset, newest first. */
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { formatInstant } from "@/lib/dates";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import classes from "./asset-page.module.css";
import { assetEventsQuery } from "./queries";

export function Activity({ asset }: { asset: string }) {
  const { t } = useTranslation("pages");
  const events = useQuery(assetEventsQuery(asset));
  if (events.isError) return <ErrorPanel error={events.error} onRetry={() => void events.refetch()} />;
  if (events.data === undefined) return <Skeleton height={160} />;
  if (events.data.length === 0) return <p className={classes.faint}>{t("activity.none")}</p>;
  return (
    <ol className={classes.events}>
      {events.data.map((event) => (
        <li key={event.seq}>
          <span>{event.sentence}</span>
          <time dateTime={event.at}>{formatInstant(event.at)}</time>
        </li>
      ))}
    </ol>
  );
}
