/** Copies a text and says so. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { Check, Copy } from "lucide-react";
import { useTranslation } from "react-i18next";

export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation("ui");
  const clipboard = useClipboard({ timeout: 2_000 });
  return (
    <Tooltip label={clipboard.copied ? t("copied") : label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={clipboard.copied ? t("copied") : label}
        onClick={() => clipboard.copy(text)}
      >
        {clipboard.copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}
