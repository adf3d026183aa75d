/** The fields of where, for what and when something holds; each left empty does not limit it. */
import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import { isCivilDay } from "@/lib/use-context";
import { ChannelPicker } from "@/ui/channel-picker";
import { DayField } from "@/ui/day-field/day-field";
import { PickField } from "@/ui/pick-field/pick-field";
import { PurposePicker } from "@/ui/purpose-picker";
import { TerritoryPicker } from "@/ui/territory-picker/territory-picker";
import classes from "./forms.module.css";
import type { FieldErrors } from "./grant-fields";
import type { ScopeDraft } from "./scope-draft";

type Scope = Omit<ScopeDraft, "periodRest">;
type Props = {
  reference: RightsReference;
  draft: Scope;
  onChange: (next: Partial<Scope>) => void;
  errors: FieldErrors;
};

export function ScopeFields({ reference, draft, onChange, errors }: Props) {
  const { t } = useTranslation("agreements");
  const names = namesOf(reference);
  return (
    <>
      <PickField
        label={t("restriction.channels")}
        action={t("grant.addChannels")}
        error={errors.channels}
        values={draft.channels}
        nameOf={names.channel}
        onChange={(channels) => onChange({ channels })}
      >
        <ChannelPicker
          reference={reference}
          value={draft.channels}
          onChange={(channels) => onChange({ channels })}
        />
      </PickField>
      <PickField
        label={t("restriction.territories")}
        action={t("grant.addTerritories")}
        error={errors.territories}
        values={draft.territories}
        nameOf={names.territory}
        onChange={(territories) => onChange({ territories })}
      >
        <TerritoryPicker
          reference={reference}
          value={draft.territories}
          onChange={(territories) => onChange({ territories })}
        />
      </PickField>
      <PickField
        label={t("restriction.purposes")}
        action={t("grant.addPurposes")}
        error={errors.purposes}
        values={draft.purposes}
        nameOf={names.purpose}
        onChange={(purposes) => onChange({ purposes })}
      >
        <PurposePicker
          reference={reference}
          value={draft.purposes}
          onChange={(purposes) => onChange({ purposes })}
        />
      </PickField>
      <div className={classes.pair}>
        <DayField
          label={t("restriction.from")}
          description={t("restriction.fromHint")}
          value={draft.start}
          onChange={(start) => onChange({ start })}
          error={errors["period.start"]}
        />
        <DayField
          label={t("restriction.until")}
          description={t("restriction.untilHint")}
          value={draft.end}
          min={isCivilDay(draft.start) ? draft.start : undefined}
          onChange={(end) => onChange({ end })}
          error={errors["period.end"]}
        />
      </div>
      {(draft.start !== "" || draft.end !== "") && (
        <ClockFields reference={reference} draft={draft} onChange={onChange} errors={errors} />
      )}
    </>
  );
}

/** Times of the day where the paper names them, and by whose clock it counts. */
function ClockFields({ reference, draft, onChange }: Props) {
  const { t } = useTranslation("agreements");
  const known = ["UTC", ...reference.zones.filter((zone) => zone !== "UTC")];
  const own = draft.zone === "territory" || known.includes(draft.zone) ? [] : [draft.zone];
  return (
    <div className={classes.pair}>
      {draft.start !== "" && (
        <TextInput
          type="time"
          label={t("restriction.fromTime")}
          value={draft.startTime}
          onChange={(event) => onChange({ startTime: event.currentTarget.value })}
        />
      )}
      {draft.end !== "" && (
        <TextInput
          type="time"
          label={t("restriction.untilTime")}
          value={draft.endTime}
          onChange={(event) => onChange({ endTime: event.currentTarget.value })}
        />
      )}
      <Select
        label={t("period.zone")}
        data={[{ value: "territory", label: t("period.zoneTerritory") }, ...known, ...own]}
        value={draft.zone}
        allowDeselect={false}
        searchable
        limit={80}
        onChange={(zone) => onChange({ zone: zone ?? "territory" })}
      />
    </div>
  );
}
