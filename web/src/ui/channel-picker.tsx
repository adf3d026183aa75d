/** Chooses channels of use: named groups (a platform, 'online'), then the channels by family. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { RightsReference } from "@/api/types";
import { OptionPicker, type OptionSection } from "@/ui/option-picker";

const isOffered = (one: { retired?: boolean }) => one.retired !== true;

type Props = {
  reference: Pick<RightsReference, "channels" | "channel_groups">;
  value: string[];
  onChange: (next: string[]) => void;
};

export function ChannelPicker({ reference, value, onChange }: Props) {
  const { t } = useTranslation("ui");
  const sections = useMemo(() => {
    const groups: OptionSection = {
      title: t("use.groups"),
      options: reference.channel_groups.filter(isOffered).map((group) => ({
        key: group.key,
        name: group.name,
        hint: t("use.channelMembers", { count: group.members.length }),
      })),
    };
    const channels: OptionSection = {
      title: t("use.allChannels"),
      options: reference.channels.filter(isOffered).map((one) => ({
        key: one.key,
        name: one.name,
        keywords: one.family,
        hint: one.reserved ? t("use.reserved") : undefined,
      })),
    };
    return [groups, channels].filter((section) => section.options.length > 0);
  }, [reference, t]);
  return <OptionPicker label={t("use.findChannel")} sections={sections} value={value} onChange={onChange} />;
}
