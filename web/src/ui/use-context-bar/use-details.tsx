/** What few uses need to say: who, for which brand and product, how much, and what happened already. */
import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { quantityIn, type UseDetails } from "@/lib/use-context";
import { DayField } from "@/ui/day-field/day-field";
import classes from "./use-context-bar.module.css";

type Props = { details: UseDetails; onChange: (next: UseDetails) => void };

export default function UseDetailsForm({ details, onChange }: Props) {
  const { t } = useTranslation("ui");
  const change = (key: keyof UseDetails, value: string) =>
    onChange({ ...details, [key]: value === "" ? undefined : value });
  const unclear = details.quantity !== undefined && quantityIn(details.quantity) === null;
  return (
    <div className={classes.details}>
      <p className={classes.detailsHint}>{t("use.detailsHint")}</p>
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
      {(["published", "produced"] as const).map((key) => (
        <DayField
          key={key}
          label={t(`use.detail.${key}`)}
          value={details[key] ?? ""}
          calendar={false}
          onChange={(day) => change(key, day)}
        />
      ))}
    </div>
  );
}
