/** Where an import stands, as a chip. */
import { CircleCheck, CirclePause, CircleX, FolderSearch, LoaderCircle, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Import } from "@/api/types";
import { otherState, StateChip, type StateLooks } from "@/ui/state-chip";
import "./texts";

const looks: StateLooks = {
  reading: ["open", FolderSearch],
  running: ["open", LoaderCircle],
  paused: ["quiet", CirclePause],
  canceled: ["quiet", CircleX],
  done: ["good", CircleCheck],
  failed: ["warning", TriangleAlert],
};

export function ImportState({ one }: { one: Import }) {
  const { t } = useTranslation("imports");
  const [tone, icon] = looks[one.state] ?? otherState;
  return (
    <StateChip tone={tone} icon={icon}>
      {t(`states.${one.state}`, one.state)}
    </StateChip>
  );
}
