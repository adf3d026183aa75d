/** What an event was about: a way to it where it has a page, and a way to its whole story. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EventEntry } from "@/api/types";
import classes from "./audit.module.css";

function Kind({ event }: { event: EventEntry }) {
  const { t } = useTranslation("audit");
  const id = event.subject_id;
  const name = t(`kinds.${event.subject_kind}`, event.subject_kind);
  if (id == null) return name;
  if (event.subject_kind === "asset") {
    return (
      <Link to="/assets/$assetId" params={{ assetId: id }}>
        {name}
      </Link>
    );
  }
  if (event.subject_kind === "approval") {
    return (
      <Link to="/approvals/$approvalId" params={{ approvalId: id }}>
        {name}
      </Link>
    );
  }
  if (event.subject_kind === "publication") {
    return (
      <Link to="/publications/$publicationId" params={{ publicationId: id }}>
        {name}
      </Link>
    );
  }
  if (event.subject_kind === "campaign") {
    return (
      <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
        {name}
      </Link>
    );
  }
  return name;
}

type Props = { event: EventEntry; onNarrow: (subject: string) => void };

export function Subject({ event, onNarrow }: Props) {
  const { t } = useTranslation("audit");
  const id = event.subject_id;
  return (
    <span className={classes.subject}>
      <Kind event={event} />
      {id != null && (
        <Tooltip label={t("story")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t("story")}
            onClick={() => onNarrow(id)}
          >
            <ListFilter size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
}
