/** The state of an approval as a sign and a word. */
import { Ban, CircleDot, PencilLine, RefreshCcw, ThumbsUp, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Approval } from "@/api/types";
import { otherState, StateChip, type StateLooks } from "@/ui/state-chip";

const looks: StateLooks = {
  open: ["open", CircleDot],
  approved: ["good", ThumbsUp],
  changes_wanted: ["warning", PencilLine],
  declined: ["quiet", Ban],
  lapsed: ["warning", RefreshCcw],
  withdrawn: ["quiet", Undo2],
};

export function ApprovalState({ state }: { state: Approval["state"] }) {
  const { t } = useTranslation("approvals");
  const [tone, icon] = looks[state] ?? otherState;
  return (
    <StateChip tone={tone} icon={icon}>
      {t(`states.${state}`, state)}
    </StateChip>
  );
}
