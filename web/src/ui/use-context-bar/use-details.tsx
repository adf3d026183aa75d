/** What few uses need to say: who, for which brand and product, how much, what is done, and what happened already. */
import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RightsReference } from "@/api/types";
import { listIn, quantityIn, type UseDetails, useActs } from "@/lib/use-context";
import { DayField } from "@/ui/day-field/day-field";
import classes from "./use-context-bar.module.css";

type Props = {
  reference: RightsReference | undefined;
  details: UseDetails;
  onChange: (details: UseDetails) => void;
};
type PartProps = Props & { change: (key: keyof UseDetails, value: string) => void };

const embeddings = ["rendered", "embedded", "linked", "streamed"] as const;

/** The list opens within the popover: one outside of it would close it. */
const within = { withinPortal: false } as const;

function Who({ details, change }: PartProps) {
  const { t } = useTranslation("ui");
  const unclear = details.quantity !== undefined && quantityIn(details.quantity) === null;
  return (
    <>
      {(["actor", "brand", "category", "quantity"] as const).map((key) => (
        <TextInput
          key={key}
          label={t(`use.detail.${key}`)}
          placeholder={t(`use.detailExample.${key}`)}
          defaultValue={details[key] ?? ""}
          error={key === "quantity" && unclear ? t("use.quantityUnclear") : undefined}
          onChange={(event) => change(key, event.currentTarget.value.trim())}
        />
      ))}
    </>
  );
}

function What({ reference, details, change }: PartProps) {
  const { t } = useTranslation("ui");
  const usual = details.published === undefined ? "new" : "continue";
  return (
    <>
      <Select
        label={t("use.detail.act")}
        data={useActs.map((value) => ({ value, label: t(`use.acts.${value}`) }))}
        value={details.act ?? usual}
        allowDeselect={false}
        comboboxProps={within}
        onChange={(act) => change("act", act === null || act === usual ? "" : act)}
      />
      <MultiSelect
        label={t("use.detail.modifications")}
        data={(reference?.modifications ?? []).map((one) => ({ value: one.key, label: one.name }))}
        value={listIn(details.modifications)}
        searchable
        hidePickedOptions
        comboboxProps={within}
        onChange={(chosen) => change("modifications", chosen.join(","))}
      />
      <Select
        label={t("use.detail.embedding")}
        placeholder={t("use.embeddingNone")}
        data={embeddings.map((value) => ({ value, label: t(`use.embeddings.${value}`) }))}
        value={details.embedding ?? null}
        clearable
        clearButtonProps={{ "aria-label": t("clear") }}
        comboboxProps={within}
        onChange={(embedding) => change("embedding", embedding ?? "")}
      />
      <MultiSelect
        label={t("use.detail.accessible")}
        description={t("use.accessibleHint")}
        data={[
          ...(reference?.territory_groups ?? []).map((one) => ({ value: one.key, label: one.name })),
          ...(reference?.territories ?? []).map((one) => ({ value: one.code, label: one.name })),
        ]}
        value={listIn(details.accessible)}
        searchable
        hidePickedOptions
        limit={40}
        comboboxProps={within}
        onChange={(chosen) => change("accessible", chosen.join(","))}
      />
    </>
  );
}

function When({ details, change }: PartProps) {
  const { t } = useTranslation("ui");
  return (
    <>
      {(["published", "produced"] as const).map((key) => (
        <DayField
          key={key}
          label={t(`use.detail.${key}`)}
          value={details[key] ?? ""}
          calendar={false}
          onChange={(day) => change(key, day)}
        />
      ))}
      <div className={classes.times}>
        {(["fromTime", "untilTime"] as const).map((key) => (
          <TextInput
            key={key}
            type="time"
            label={t(`use.detail.${key}`)}
            defaultValue={details[key] ?? ""}
            onChange={(event) => change(key, event.currentTarget.value)}
          />
        ))}
      </div>
      <TextInput
        type="datetime-local"
        label={t("use.detail.known")}
        description={t("use.knownHint")}
        defaultValue={details.known ?? ""}
        onChange={(event) => change("known", event.currentTarget.value.slice(0, 16))}
      />
    </>
  );
}

export default function UseDetailsForm(props: Props) {
  const { t } = useTranslation("ui");
  // The address takes a moment to change: what is said next comes on top of what was said, not of what it shows.
  const said = useRef(props.details);
  const change = (key: keyof UseDetails, value: string) => {
    said.current = { ...said.current, [key]: value === "" ? undefined : value };
    props.onChange(said.current);
  };
  return (
    <div className={classes.details}>
      <p className={classes.detailsHint}>{t("use.detailsHint")}</p>
      <Who {...props} change={change} />
      <What {...props} change={change} />
      <When {...props} change={change} />
    </div>
  );
}
