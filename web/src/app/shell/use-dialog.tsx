/** The use bar as a dialog, for narrow screens. */
import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RightsReference } from "@/api/types";
import type { UseContext } from "@/lib/use-context";
import { UseContextBar } from "@/ui/use-context-bar/use-context-bar";

type Props = {
  reference: RightsReference | undefined;
  use: UseContext;
  onChange: (next: UseContext) => void;
  onClose: () => void;
};

export default function UseDialog({ reference, use, onChange, onClose }: Props) {
  const { t } = useTranslation(["app", "ui"]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("header.use")}
      closeButtonProps={{ "aria-label": t("ui:close") }}
    >
      <UseContextBar reference={reference} use={use} onChange={onChange} inline />
      <Button fullWidth mt="md" onClick={onClose}>
        {t("ui:done")}
      </Button>
    </Modal>
  );
}
