/**
 * Publishes an asset: channel, days, campaign. Opened from the asset page. The server judges; when it refuses,
 * everything that is missing is listed, not just the first thing.
 */

import { Alert, Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import { useReferenceNames } from "@/api/rights-reference";
import type { Channel, Publication } from "@/api/types";
import { civilDay } from "@/lib/dates";
import { isCivilDay, type UseContext } from "@/lib/use-context";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { say } from "@/ui/feedback/undo-toast";
import classes from "./publishing.module.css";
import { campaignChoicesQuery, channelsQuery, usePublish } from "./queries";
import { readinessOf } from "./readiness";
import { ReadinessList } from "./readiness-list";

type Props = {
  opened: boolean;
  onClose: () => void;
  assetId: string;
  /** Days to begin with, from the use one has asked about. */
  from?: string;
  until?: string;
  onPublished?: (publication: Publication) => void;
  /** Goes on to asking for the approval that is missing, for exactly this use. */
  onAskApproval?: (use: UseContext) => void;
};

/** What publishing there means for the rights, before one asks. */
function ChannelUse({ channel }: { channel: Channel | undefined }) {
  const { t } = useTranslation("publishing");
  const names = useReferenceNames();
  if (channel === undefined) return null;
  const where = channel.territories.map(names.territory).join(", ");
  return (
    <p className={classes.channelUse}>
      {t(channel.kind === "folder" ? "publish.toFolder" : "publish.toUrl", {
        channel: names.channel(channel.rights_channel),
        where,
      })}
    </p>
  );
}

function Refusal({ error, onAskApproval }: { error: unknown; onAskApproval?: () => void }) {
  if (error === null) return null;
  const readiness = readinessOf(error);
  if (readiness !== null) return <ReadinessList readiness={readiness} onAskApproval={onAskApproval} />;
  return (
    <Alert color="red" role="alert" variant="light">
      {sentenceOf(error)}
    </Alert>
  );
}

function PublishForm(props: Omit<Props, "opened">) {
  const { onClose, assetId, from, until, onPublished, onAskApproval } = props;
  const { t } = useTranslation(["publishing", "ui"]);
  const navigate = useNavigate();
  const channels = useQuery(channelsQuery);
  const campaigns = useQuery(campaignChoicesQuery);
  const [channelId, setChannelId] = useState<string | null>(null);
  const [campaignId, setCampaignId] = useState<string | null>(null);
  const [start, setStart] = useState(from ?? civilDay(new Date()));
  const [end, setEnd] = useState(until ?? "");
  const publish = usePublish();
  const active = (channels.data?.items ?? []).filter((one) => one.state === "active");
  const daysFit = isCivilDay(start) && isCivilDay(end) && start <= end;
  const channel = active.find((one) => one.id === channelId);
  const use = channel && {
    channels: [channel.rights_channel],
    territories: channel.territories,
    purposes: channel.purposes,
    from: start,
    until: end,
  };
  const send = () => {
    if (channelId === null || !daysFit) return;
    const body = {
      asset_id: assetId,
      channel_id: channelId,
      start,
      end,
      campaign_id: campaignId ?? undefined,
    };
    publish.mutate(body, {
      onSuccess: (made) => {
        say(t("publish.done"));
        onClose();
        if (onPublished !== undefined) onPublished(made);
        else void navigate({ to: "/publications/$publicationId", params: { publicationId: made.id } });
      },
    });
  };
  return (
    <DialogForm
      onSubmit={send}
      onCancel={onClose}
      action={t("publish.submit")}
      isSending={publish.isPending}
      disabled={channelId === null || !daysFit}
    >
      <Select
        data-autofocus
        label={t("channel")}
        placeholder={t("publish.chooseChannel")}
        nothingFoundMessage={t("publish.noChannels")}
        data={active.map((one) => ({ value: one.id, label: one.name }))}
        value={channelId}
        onChange={setChannelId}
      />
      <ChannelUse channel={channel} />
      <Group grow>
        <DayField label={t("publish.start")} value={start} onChange={setStart} />
        <DayField
          label={t("publish.end")}
          value={end}
          error={start !== "" && end !== "" && !daysFit ? t("publish.backwards") : undefined}
          onChange={setEnd}
        />
      </Group>
      <Select
        label={t("publish.campaign")}
        placeholder={t("publish.noCampaign")}
        clearable
        clearButtonProps={{ "aria-label": t("clearCampaign") }}
        data={(campaigns.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
        value={campaignId}
        onChange={setCampaignId}
      />
      <Refusal error={publish.error} onAskApproval={onAskApproval && use && (() => onAskApproval(use))} />
    </DialogForm>
  );
}

export function PublishDialog({ opened, onClose, ...rest }: Props) {
  const { t } = useTranslation(["publishing", "ui"]);
  return (
    <FormDialog opened={opened} onClose={onClose} title={t("publish.title")}>
      <PublishForm onClose={onClose} {...rest} />
    </FormDialog>
  );
}
