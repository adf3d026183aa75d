/** Whether it can be seen out there right now. A live row without a right is the one thing drawn as an alarm. */
import { Ban, CalendarClock, CircleX, Flag, OctagonAlert, Radio, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Publication } from "@/api/types";
import { otherState, StateChip, type StateLooks } from "@/ui/state-chip";

const looks: StateLooks = {
  planned: ["open", CalendarClock],
  live: ["good", Radio],
  ended: ["quiet", Flag],
  taken_down: ["quiet", Ban],
  failed: ["warning", TriangleAlert],
  cancelled: ["quiet", CircleX],
};

export function PublicationState({ publication }: { publication: Pick<Publication, "state" | "blocked"> }) {
  const { t } = useTranslation("publishing");
  if (publication.blocked) {
    return (
      <StateChip tone="alarm" icon={OctagonAlert}>
        {t("blocked.state")}
      </StateChip>
    );
  }
  const [tone, icon] = looks[publication.state] ?? otherState;
  return (
    <StateChip tone={tone} icon={icon}>
      {t(`states.${publication.state}`, publication.state)}
    </StateChip>
  );
}
