/** What is special about an entry, and what can be done with it. */
import { Button } from "@mantine/core";
import { CircleHelp, Lock, MoonStar } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { StateChip } from "@/ui/state-chip";
import type { Kind } from "./entry-draft";
import classes from "./reference.module.css";

export type Act = { what: "change" | "history"; kind: Kind; key: string };

export function Marks(props: { reserved?: boolean; retired?: boolean; undefined?: boolean }) {
  const { t } = useTranslation("reference");
  return (
    <span className={classes.marks}>
      {props.undefined === true && (
        <StateChip tone="warning" icon={CircleHelp}>
          {t("undefined")}
        </StateChip>
      )}
      {props.reserved === true && (
        <StateChip tone="open" icon={Lock}>
          {t("reserved")}
        </StateChip>
      )}
      {props.retired === true && (
        <StateChip tone="quiet" icon={MoonStar}>
          {t("retired")}
        </StateChip>
      )}
    </span>
  );
}

type ActsProps = {
  kind: Kind;
  entryKey: string;
  name: string;
  undefined?: boolean;
  onAct: (act: Act) => void;
};

export function Acts({ kind, entryKey, name, undefined: open = false, onAct }: ActsProps) {
  const { t } = useTranslation("reference");
  const may = useMay("edit_reference");
  return (
    <span className={classes.acts}>
      {may && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t(open ? "defineOf" : "changeOf", { name })}
          onClick={() => onAct({ what: "change", kind, key: entryKey })}
        >
          {t(open ? "define" : "change")}
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={t("historyOf", { name })}
        onClick={() => onAct({ what: "history", kind, key: entryKey })}
      >
        {t("history")}
      </Button>
    </span>
  );
}
