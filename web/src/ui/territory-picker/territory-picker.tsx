/** Chooses territories: groups as the contracts name them, then countries. The value holds codes and group keys. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { RightsReference } from "@/api/types";
import { OptionPicker } from "@/ui/option-picker";

const isOffered = (group: { retired?: boolean }) => group.retired !== true;

type Props = {
  reference: Pick<RightsReference, "territories" | "territory_groups">;
  value: string[];
  onChange: (next: string[]) => void;
};

export function TerritoryPicker({ reference, value, onChange }: Props) {
  const { t } = useTranslation("ui");
  const sections = useMemo(
    () => [
      {
        title: t("use.groups"),
        options: reference.territory_groups.filter(isOffered).map((group) => ({
          key: group.key,
          name: group.name,
          hint: group.members.length > 0 ? t("use.members", { count: group.members.length }) : undefined,
        })),
      },
      {
        title: t("use.countries"),
        options: reference.territories
          .map((one) => ({ key: one.code, name: one.name, hint: one.code }))
          .sort((a, b) => a.name.localeCompare(b.name, "en")),
      },
    ],
    [reference, t],
  );
  return (
    <OptionPicker label={t("use.findTerritory")} sections={sections} value={value} onChange={onChange} />
  );
}
