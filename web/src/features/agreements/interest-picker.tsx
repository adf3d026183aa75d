/** Chooses which rights a rule is about, by asset, with the picture beside them. */
import { Button, Checkbox, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AssetRef } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import { AssetPicker } from "@/ui/asset-picker/asset-picker";
import { Thumb } from "@/ui/thumb/thumb";
import classes from "./forms.module.css";
import { InterestDialog } from "./interest-dialog";
import { interestName } from "./interest-names";
import { interestsQuery } from "./queries";
import "./texts";

type Props = {
  /** Assets shown from the start: those the agreement is about. */
  assets: readonly AssetRef[];
  value: string[];
  onChange: (next: string[]) => void;
  error?: string;
};

function AssetInterests({ asset, value, onChange }: { asset: AssetRef } & Pick<Props, "value" | "onChange">) {
  const { t } = useTranslation("agreements");
  const interests = useQuery(interestsQuery(asset.id));
  const [adding, add] = useDisclosure(false);
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...value, id] : value.filter((one) => one !== id));
  return (
    <div className={classes.assetGroup}>
      <Thumb src={asset.thumbnail_url} color={asset.color} size={44} />
      <span className={classes.assetTitle}>{asset.title}</span>
      <div className={classes.checks}>
        {interests.isPending && <Skeleton height={20} />}
        {interests.data?.map((interest) => (
          <Checkbox
            key={interest.id}
            label={interestName(interest)}
            checked={value.includes(interest.id)}
            onChange={(event) => toggle(interest.id, event.currentTarget.checked)}
          />
        ))}
        <button type="button" className={classes.textButton} onClick={add.open}>
          <Plus size={14} aria-hidden />
          {t("interest.add")}
        </button>
      </div>
      <InterestDialog
        asset={asset.id}
        opened={adding}
        onClose={add.close}
        onSaved={(made) => toggle(made.id, true)}
      />
    </div>
  );
}

export function InterestPicker({ assets, value, onChange, error }: Props) {
  const { t } = useTranslation("agreements");
  const [use] = useCurrentUse();
  const [more, setMore] = useState<AssetRef[]>([]);
  const [finding, setFinding] = useState(assets.length === 0);
  const shown = [...assets, ...more.filter((one) => !assets.some((asset) => asset.id === one.id))];
  return (
    // biome-ignore lint/a11y/useSemanticElements: the label stands beside a button
    <div role="group" aria-label={t("grant.interests")} className={classes.interests}>
      <span className={classes.label}>{t("grant.interests")}</span>
      {shown.map((asset) => (
        <AssetInterests key={asset.id} asset={asset} value={value} onChange={onChange} />
      ))}
      {finding ? (
        <AssetPicker
          label={t("grant.findAsset")}
          use={use}
          without={shown.map((asset) => asset.id)}
          onPick={(asset) => {
            setMore((now) => [...now, asset]);
            setFinding(false);
          }}
        />
      ) : (
        <Button
          variant="default"
          size="compact-sm"
          data-refused={error !== undefined}
          style={{ justifySelf: "start" }}
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => setFinding(true)}
        >
          {t("grant.anotherAsset")}
        </Button>
      )}
      {error !== undefined && <p className={classes.error}>{error}</p>}
    </div>
  );
}
