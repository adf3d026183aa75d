/** Why an earlier record is corrected or amended. The history shows it. */
import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import "./texts";

export function ReasonField({ value, onChange }: { value: string; onChange: (next: string) => void }) {
  const { t } = useTranslation("agreements");
  return (
    <TextInput
      label={t("amend.reason")}
      description={t("amend.reasonHint")}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What is sent of it: nothing where nothing was said. */
export function reasonBody(value: string): { reason?: string } {
  return value.trim() === "" ? {} : { reason: value.trim() };
}
