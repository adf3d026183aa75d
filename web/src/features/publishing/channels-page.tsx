/** The channels: where assets go, and which use of the rights that is. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Archive, ChevronLeft, CircleCheck, Plus, Route } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { Channel } from "@/api/types";
import { PermissionGate } from "@/ui/access/permission-gate";
import { confirm } from "@/ui/feedback/confirm";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import { Page } from "@/ui/page";
import { StateChip } from "@/ui/state-chip";
import table from "@/ui/table.module.css";
import { ChannelDialog } from "./channel-dialog";
import classes from "./publishing.module.css";
import { channelsQuery, useChangeChannel } from "./queries";

function Retire({ channel }: { channel: Channel }) {
  const { t } = useTranslation("publishing");
  const save = useChangeChannel();
  const isActive = channel.state === "active";
  const ask = async () => {
    const { name } = channel;
    const question = {
      title: t("channels.retireTitle", { name }),
      message: t("channels.retireText"),
      action: t("channels.retire"),
    };
    if (isActive && !(await confirm(question))) return;
    const change = { state: isActive ? "retired" : "active" };
    save.mutate({ channel, change }, { onSuccess: () => say(t("channels.saved")), onError: sayProblem });
  };
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      loading={save.isPending}
      onClick={() => void ask()}
    >
      {t(isActive ? "channels.retire" : "channels.reactivate")}
    </Button>
  );
}

function Row({ channel, onEdit }: { channel: Channel; onEdit: () => void }) {
  const { t } = useTranslation("publishing");
  const names = useReferenceNames();
  const isActive = channel.state === "active";
  return (
    <tr>
      <td>
        <div className={table.strong}>{channel.name}</div>
        <div className={table.faint}>
          {t(`channels.kinds.${channel.kind}`, channel.kind)}
          {channel.folder != null && `: ${channel.folder}`}
        </div>
      </td>
      <td className={table.besideActions}>
        <div>{names.channel(channel.rights_channel)}</div>
        <div className={table.faint}>{channel.territories.map(names.territory).join(", ")}</div>
      </td>
      <td className={table.minor}>{t(`channels.presets.${channel.preset}`, channel.preset)}</td>
      <td className={table.state}>
        <StateChip tone={isActive ? "good" : "quiet"} icon={isActive ? CircleCheck : Archive}>
          {t(`channels.states.${channel.state}`, channel.state)}
        </StateChip>
      </td>
      <td className={table.end}>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t("channels.edit", { name: channel.name })}
          onClick={onEdit}
        >
          {t("channels.change")}
        </Button>
        <Retire channel={channel} />
      </td>
    </tr>
  );
}

function Rows({ channels, onEdit }: { channels: Channel[]; onEdit: (channel: Channel) => void }) {
  const { t } = useTranslation("publishing");
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("channels.name")}</th>
            <th scope="col">{t("channels.rightsChannel")}</th>
            <th scope="col" className={table.minor}>
              {t("channels.preset")}
            </th>
            <th scope="col">{t("channels.state")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("channels.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {channels.map((one) => (
            <Row key={one.id} channel={one} onEdit={() => onEdit(one)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Content() {
  const { t } = useTranslation("publishing");
  const channels = useQuery(channelsQuery);
  const [editing, setEditing] = useState<Channel | "new" | null>(null);
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      {t("channels.add")}
    </Button>
  );
  const items = channels.data?.items;
  return (
    <Page title={t("channels.title")} lead={t("channels.lead")} actions={add}>
      <Link to="/publications" className={classes.back}>
        <ChevronLeft size={16} aria-hidden />
        {t("back")}
      </Link>
      {channels.isError && <ErrorPanel error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.isPending && <Skeleton height={160} />}
      {items?.length === 0 && (
        <EmptyState icon={Route} title={t("channels.empty")}>
          {t("channels.emptyText")}
        </EmptyState>
      )}
      {items !== undefined && items.length > 0 && <Rows channels={items} onEdit={setEditing} />}
      <ChannelDialog
        key={editing === null ? "none" : editing === "new" ? "new" : `${editing.id} ${editing.revision}`}
        channel={editing === "new" || editing === null ? undefined : editing}
        opened={editing !== null}
        onClose={() => setEditing(null)}
      />
    </Page>
  );
}

export function ChannelsPage() {
  const { t } = useTranslation("publishing");
  return (
    <PermissionGate permission="manage_channels" title={t("channels.title")}>
      <Content />
    </PermissionGate>
  );
}
