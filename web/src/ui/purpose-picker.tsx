/** Chooses purposes of use. Reserved ones (politics, AI training) are never meant by 'any'. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { purposeFamilies } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import { OptionPicker } from "@/ui/option-picker";

type Props = {
  reference: Pick<RightsReference, "purposes">;
  value: string[];
  onChange: (next: string[]) => void;
};

export function PurposePicker({ reference, value, onChange }: Props) {
  const { t } = useTranslation("ui");
  const sections = useMemo(
    () => [
      { title: t("use.groups"), options: purposeFamilies(reference.purposes) },
      {
        title: t("use.allPurposes"),
        options: reference.purposes
          .filter((one) => one.retired !== true)
          .map((one) => ({
            key: one.key,
            name: one.name,
            hint: one.reserved ? t("use.reserved") : undefined,
          })),
      },
    ],
    [reference, t],
  );
  return <OptionPicker label={t("use.findPurpose")} sections={sections} value={value} onChange={onChange} />;
}
