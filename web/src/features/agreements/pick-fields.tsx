/** Choosing channels, places and purposes from the house's lists, the same in every form of a paper. */
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import { ChannelPicker } from "@/ui/channel-picker";
import { PickField } from "@/ui/pick-field/pick-field";
import { PurposePicker } from "@/ui/purpose-picker";
import { TerritoryPicker } from "@/ui/territory-picker/territory-picker";
import "./texts";

type Props = {
  reference: RightsReference;
  label: string;
  description?: string;
  value: string[];
  onChange: (next: string[]) => void;
  error: string | undefined;
};

export function ChannelsField({ reference, value, onChange, ...field }: Props) {
  const { t } = useTranslation("agreements");
  return (
    <PickField
      {...field}
      action={t("grant.addChannels")}
      values={value}
      nameOf={namesOf(reference).channel}
      onChange={onChange}
    >
      <ChannelPicker reference={reference} value={value} onChange={onChange} />
    </PickField>
  );
}

export function TerritoriesField({ reference, value, onChange, ...field }: Props) {
  const { t } = useTranslation("agreements");
  return (
    <PickField
      {...field}
      action={t("grant.addTerritories")}
      values={value}
      nameOf={namesOf(reference).territory}
      onChange={onChange}
    >
      <TerritoryPicker reference={reference} value={value} onChange={onChange} />
    </PickField>
  );
}

export function PurposesField({ reference, value, onChange, ...field }: Props) {
  const { t } = useTranslation("agreements");
  return (
    <PickField
      {...field}
      action={t("grant.addPurposes")}
      values={value}
      nameOf={namesOf(reference).purpose}
      onChange={onChange}
    >
      <PurposePicker reference={reference} value={value} onChange={onChange} />
    </PickField>
  );
}
