/** The public address of a publication: to copy, and to open while it answers. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Publication } from "@/api/types";
import { CopyButton } from "@/ui/copy-button";
import classes from "./publishing.module.css";

export function PublicAddress({ publication, full = false }: { publication: Publication; full?: boolean }) {
  const { t } = useTranslation("publishing");
  const { public_url: url, state, blocked, asset } = publication;
  if (url == null) return <span className={classes.address} />;
  const answers = state === "live" && !blocked;
  return (
    <span className={classes.address} data-full={full}>
      <code>{url.replace(/^https?:\/\//, "")}</code>
      <CopyButton text={url} label={t("copyAddress", { title: asset.title })} />
      {answers && (
        <Tooltip label={t("open")}>
          <ActionIcon
            component="a"
            href={url}
            target="_blank"
            rel="noreferrer"
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t("openAddress", { title: asset.title })}
          >
            <ExternalLink size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
}
