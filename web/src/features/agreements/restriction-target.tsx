/** What a restriction binds: an asset or a right of this agreement, or any other of the house. */
import { Button, Select } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, AssetRef } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import { AssetPicker } from "@/ui/asset-picker/asset-picker";
import { Thumb } from "@/ui/thumb/thumb";
import rights from "./asset-rights.module.css";
import { interestName } from "./interest-names";
import { InterestPicker } from "./interest-picker";
import "./texts";

type Props = {
  agreement: Agreement;
  value: string | null;
  onChange: (id: string | null) => void;
  error: string | undefined;
};

export function RestrictedAsset({ agreement, value, onChange, error }: Props) {
  const { t } = useTranslation("agreements");
  const [use] = useCurrentUse();
  const known = agreement.assets.some((one) => one.id === value);
  const [picked, setPicked] = useState<AssetRef | null>(null);
  const [finding, find] = useDisclosure(agreement.assets.length === 0 && value === null);
  if (finding) {
    return (
      <div>
        <AssetPicker
          label={t("restriction.whichAsset")}
          use={use}
          onPick={(asset) => {
            setPicked(asset);
            onChange(asset.id);
            find.close();
          }}
        />
        {error !== undefined && <p role="alert">{error}</p>}
      </div>
    );
  }
  const another = (
    <Button size="compact-sm" variant="default" style={{ justifySelf: "start" }} onClick={find.open}>
      {t("grant.anotherAsset")}
    </Button>
  );
  // An asset that is none of the agreement's: picked just now, or on record.
  if (value !== null && !known) {
    return (
      <div className={rights.chosen}>
        <Thumb src={picked?.thumbnail_url} color={picked?.color} size={48} />
        <strong>{picked?.title ?? t("restriction.assetElsewhere")}</strong>
        {another}
      </div>
    );
  }
  return (
    <>
      <Select
        label={t("restriction.whichAsset")}
        data={agreement.assets.map((one) => ({ value: one.id, label: one.title }))}
        value={value}
        onChange={onChange}
        error={error}
        searchable
      />
      {another}
    </>
  );
}

export function RestrictedRight({ agreement, value, onChange, error }: Props) {
  const { t } = useTranslation("agreements");
  const known = agreement.interests.some((one) => one.id === value);
  const [elsewhere, look] = useDisclosure(agreement.interests.length === 0 || (value !== null && !known));
  if (elsewhere) {
    return (
      <InterestPicker
        assets={[]}
        value={value === null ? [] : [value]}
        // One right: the one chosen last.
        onChange={(chosen) => onChange(chosen.at(-1) ?? null)}
        error={error}
      />
    );
  }
  return (
    <>
      <Select
        label={t("restriction.whichInterest")}
        data={agreement.interests.map((one) => ({
          value: one.id,
          label: `${one.asset.title}: ${interestName(one)}`,
        }))}
        value={value}
        onChange={onChange}
        error={error}
        searchable
      />
      <Button size="compact-sm" variant="default" style={{ justifySelf: "start" }} onClick={look.open}>
        {t("restriction.anotherRight")}
      </Button>
    </>
  );
}
