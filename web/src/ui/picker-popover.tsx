/** A button that opens a picker below it, which is loaded when it is needed. */
import { Loader, Popover } from "@mantine/core";
import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

type Opener = {
  type: "button";
  "aria-haspopup": "dialog";
  "aria-expanded": boolean;
  onClick: () => void;
};

type Props = {
  /** Names the picker for those who do not see it below the button. */
  label: string;
  /** The button: takes these properties. */
  button: (opener: Opener) => ReactNode;
  /** The picker; undefined while what it offers is still being fetched. */
  children: ReactNode;
};

export function PickerPopover({ label, button, children }: Props) {
  const { t } = useTranslation("ui");
  const [opened, setOpened] = useState(false);
  const waiting = <Loader size="sm" aria-label={t("loading")} />;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      withinPortal
      keepMounted={false}
      transitionProps={{ duration: 100 }}
    >
      <Popover.Target>
        {button({
          type: "button",
          "aria-haspopup": "dialog",
          "aria-expanded": opened,
          onClick: () => setOpened((now) => !now),
        })}
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Suspense fallback={waiting}>{children ?? waiting}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
