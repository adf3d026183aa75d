/** The window in the middle of the page in which a form stands. For long forms there is FormPanel. */
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export type FormFrame = {
  title: string;
  opened: boolean;
  onClose: () => void;
  /** Widest, in pixels. */
  size?: number;
  /** Made anew each time it opens. */
  children: ReactNode;
};

/** A slip of the mouse must not throw away what was typed; Escape and the cross are meant. */
export function FormDialog({ title, opened, onClose, size = 480, children }: FormFrame) {
  const { t } = useTranslation("ui");
  return (
    <Modal
      title={title}
      opened={opened}
      onClose={onClose}
      size={size}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {children}
    </Modal>
  );
}
