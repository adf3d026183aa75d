/** Chooses the kind of an interest, with a line that says what it means for people who are no lawyers. */
import { Select } from "@mantine/core";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import type { RightsReference } from "@/api/types";
import "./texts";

type Props = {
  kinds: RightsReference["interest_kinds"];
  value: string | null;
  onChange: (next: string | null) => void;
  error?: string;
  disabled?: boolean;
};

/** Our line for a kind; kinds that are new on the server have none. */
export function kindHelp(kind: string): string | undefined {
  const key = `agreements:kindHelp.${kind.replaceAll(".", "_")}`;
  return i18next.exists(key) ? i18next.t(key as never) : undefined;
}

/** The order in which people should think of them: what is in most pictures first. */
const common = [
  "copyright.work",
  "likeness",
  "property",
  "artwork_in_image",
  "trademark",
  "copyright.musical_work",
  "copyright.sound_recording",
  "font_software",
];

/** The kinds offered as a first question, of those the server knows. */
export function commonKinds(kinds: RightsReference["interest_kinds"]): RightsReference["interest_kinds"] {
  return common.flatMap((key) => kinds.filter((kind) => kind.key === key));
}

export function KindSelect({ kinds, value, onChange, error, disabled }: Props) {
  const { t } = useTranslation("agreements");
  return (
    <Select
      label={t("interest.kind")}
      description={value === null ? t("interest.kindHint") : kindHelp(value)}
      placeholder={t("interest.kindChoose")}
      data={kinds.map((kind) => ({ value: kind.key, label: kind.name }))}
      value={value}
      onChange={onChange}
      error={error}
      disabled={disabled}
      searchable
      nothingFoundMessage={t("interest.kindNone")}
      maxDropdownHeight={280}
    />
  );
}
