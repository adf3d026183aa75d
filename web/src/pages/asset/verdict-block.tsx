/** The verdict of an asset for the use at hand, and what one can do about it. Stands above everything else. */
import { Button, Menu } from "@mantine/core";
import { ChevronDown, ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { ClearedBox, Verdict } from "@/api/types";
import { narrowedTo } from "@/lib/cleared-part";
import { useCurrentUse } from "@/lib/current-use";
import { formatDayRange } from "@/lib/dates";
import type { UseContext } from "@/lib/use-context";
import { isCompleteUse } from "@/lib/use-context";
import { VerdictSentence } from "@/ui/verdict/verdict-sentence";
import classes from "./asset-page.module.css";

type Props = {
  verdict: Verdict | undefined;
  error: unknown;
  onRetry: () => void;
  onWhy: () => void;
  /** Offered where nothing is cleared and the person may record agreements. */
  onRecord?: () => void;
};

type Part = { key: string; box: ClearedBox; use: UseContext };

function ClearedPart({ parts, onUse }: { parts: Part[]; onUse: (use: UseContext) => void }) {
  const { t } = useTranslation("pages");
  const names = useReferenceNames();
  const words = ({ use }: Part) =>
    [
      use.channels.map(names.channel).join(", "),
      use.territories.map(names.territory).join(", "),
      formatDayRange(use.from, use.until),
    ].join(" · ");
  const [first] = parts;
  if (first === undefined) return null;
  if (parts.length === 1) {
    return (
      <Button variant="light" onClick={() => onUse(first.use)} title={words(first)}>
        {t("verdict.onlyCleared")}
      </Button>
    );
  }
  return (
    <Menu position="bottom-start" shadow="md" transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <Button variant="light" rightSection={<ChevronDown size={14} aria-hidden />}>
          {t("verdict.onlyClearedOne")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {parts.map((part) => (
          <Menu.Item key={part.key} onClick={() => onUse(part.use)}>
            {words(part)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Duties({ duties }: { duties: Verdict["duties"] }) {
  const { t } = useTranslation(["pages", "ui"]);
  if (duties.length === 0) return null;
  return (
    <ul className={classes.duties} aria-label={t("ui:verdict.duties")}>
      {duties.map((duty) => (
        <li key={duty.id}>
          <ListChecks size={15} aria-hidden />
          <span>
            {duty.text === "" ? duty.id : duty.text}
            <em>{t(`ui:verdict.timing.${duty.timing}`, duty.timing)}</em>
          </span>
        </li>
      ))}
    </ul>
  );
}

export function VerdictBlock({ verdict, error, onRetry, onWhy, onRecord }: Props) {
  const { t } = useTranslation("pages");
  const [use, setUse] = useCurrentUse();
  const parts: Part[] =
    verdict?.headline !== "PARTIAL"
      ? []
      : verdict.boxes.flatMap((box) => {
          const narrowed = narrowedTo(use, box);
          return narrowed === undefined ? [] : [{ key: JSON.stringify(box), box, use: narrowed }];
        });
  const uncleared = verdict !== undefined && ["UNKNOWN", "DENIED"].includes(verdict.headline);
  const failed = error !== null && error !== undefined;
  return (
    <div className={classes.verdict}>
      <VerdictSentence
        verdict={verdict}
        error={error}
        useIsIncomplete={!isCompleteUse(use)}
        onWhy={onWhy}
        onRetry={onRetry}
      />
      {verdict !== undefined && !failed && (
        <div className={classes.verdictActions}>
          <ClearedPart parts={parts} onUse={setUse} />
          {uncleared && onRecord !== undefined && (
            <Button variant="light" onClick={onRecord}>
              {t("verdict.record")}
            </Button>
          )}
          <Duties duties={verdict.duties} />
        </div>
      )}
    </div>
  );
}
