/** Where a campaign stands today, as a sign and a word. */
import { CalendarClock, Flag, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Campaign } from "@/api/types";
import { civilDay } from "@/lib/dates";
import { StateChip } from "@/ui/state-chip";
import { phaseOf } from "./phase";

const looks = { planned: ["open", CalendarClock], running: ["good", Play], over: ["quiet", Flag] } as const;

export function CampaignPhase({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("campaigns");
  const phase = phaseOf(campaign, civilDay(new Date()));
  const [tone, icon] = looks[phase];
  return (
    <StateChip tone={tone} icon={icon}>
      {t(`phases.${phase}`)}
    </StateChip>
  );
}
