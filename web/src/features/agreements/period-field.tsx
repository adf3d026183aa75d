/** The period of a grant. Perpetual and 'not stated' are answers of their own: an empty field is never either. */

import { Radio, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RightsReference } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import classes from "./forms.module.css";
import type { EndChoice, GrantDraft, StartChoice } from "./grant-draft";

type Part = Pick<GrantDraft, "startChoice" | "start" | "endChoice" | "end" | "zone">;

type Props = {
  value: Part;
  onChange: (next: Partial<Part>) => void;
  zones: RightsReference["zones"];
  startError?: string;
  endError?: string;
};

export function PeriodField({ value, onChange, zones, startError, endError }: Props) {
  const { t } = useTranslation("agreements");
  const zoneChoices = [
    { value: "territory", label: t("period.zoneTerritory") },
    { value: "silent", label: t("period.zoneSilent") },
    ...["UTC", ...zones.filter((zone) => zone !== "UTC")].map((zone) => ({ value: zone, label: zone })),
  ];
  if (!zoneChoices.some((one) => one.value === value.zone)) {
    zoneChoices.push({ value: value.zone, label: value.zone });
  }
  return (
    <div className={classes.period}>
      <Radio.Group
        label={t("period.starts")}
        value={value.startChoice}
        onChange={(choice) => onChange({ startChoice: choice as StartChoice })}
        error={value.startChoice === "day" ? undefined : startError}
      >
        <div className={classes.choices}>
          <Radio value="day" label={t("period.onDay")} />
          {value.startChoice === "day" && (
            <DayField
              aria-label={t("period.firstDay")}
              value={value.start}
              onChange={(day) => onChange({ start: day })}
              error={startError}
              className={classes.day}
            />
          )}
          <Radio value="unstated" label={t("period.noStart")} />
        </div>
      </Radio.Group>
      <Radio.Group
        label={t("period.ends")}
        value={value.endChoice}
        onChange={(choice) => onChange({ endChoice: choice as EndChoice })}
        error={value.endChoice === "day" ? undefined : endError}
      >
        <div className={classes.choices}>
          <Radio value="day" label={t("period.onDay")} />
          {value.endChoice === "day" && (
            <DayField
              aria-label={t("period.lastDay")}
              value={value.end}
              min={value.startChoice === "day" ? value.start : undefined}
              onChange={(day) => onChange({ end: day })}
              error={endError}
              className={classes.day}
            />
          )}
          <Radio value="perpetual" label={t("period.perpetual")} />
          <Radio value="unstated" label={t("period.noEnd")} />
          {value.endChoice === "kept" && <Radio value="kept" label={t("period.kept")} />}
        </div>
        {value.endChoice === "day" && <p className={classes.hint}>{t("period.lastDayHint")}</p>}
        {value.endChoice === "unstated" && <p className={classes.hint}>{t("period.noEndHint")}</p>}
      </Radio.Group>
      <Select
        label={t("period.zone")}
        data={zoneChoices}
        value={value.zone}
        allowDeselect={false}
        searchable={zones.length > 8}
        onChange={(zone) => onChange({ zone: zone ?? "territory" })}
        comboboxProps={{ withinPortal: true }}
      />
    </div>
  );
}
