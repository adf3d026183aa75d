/** The use bar on narrow screens: one button with the use in short, and a dialog to change it. */
import { useDisclosure } from "@mantine/hooks";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import { formatDayRange } from "@/lib/dates";
import type { UseContext } from "@/lib/use-context";
import classes from "./use-button.module.css";

const UseDialog = lazy(() => import("./use-dialog"));

type Props = {
  reference: RightsReference | undefined;
  use: UseContext;
  onChange: (next: UseContext) => void;
};

export function UseButton({ reference, use, onChange }: Props) {
  const { t } = useTranslation("app");
  const [opened, { open, close }] = useDisclosure(false);
  const names = namesOf(reference);
  const parts = [
    ...use.channels.map(names.channel),
    ...use.territories.map(names.territory),
    formatDayRange(use.from, use.until),
    ...use.purposes.map(names.purpose),
  ].filter((part) => part !== "");
  return (
    <>
      <button type="button" className={classes.button} data-set={parts.length > 0} onClick={open}>
        <span>{parts.length === 0 ? t("header.setUse") : parts.join(" · ")}</span>
      </button>
      {opened && (
        <Suspense fallback={null}>
          <UseDialog reference={reference} use={use} onChange={onChange} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
