/** The panel along the right edge, as high as the screen, in which a long form stands. */
import { Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FormFrame } from "./form-dialog";

export function FormPanel({ title, opened, onClose, size = 640, children }: FormFrame) {
  const { t } = useTranslation("ui");
  return (
    <Drawer
      title={title}
      opened={opened}
      onClose={onClose}
      size={size}
      position="right"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {children}
    </Drawer>
  );
}
