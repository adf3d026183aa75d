/** The fields of where, for what and when something holds; each left empty does not limit it. */
import { Select, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { RightsReference } from "@/api/types";
import { isCivilDay } from "@/lib/use-context";
import { DayField } from "@/ui/day-field/day-field";
import classes from "./forms.module.css";
import type { FieldErrors } from "./grant-fields";
import { ChannelsField, PurposesField, TerritoriesField } from "./pick-fields";
import type { ScopeDraft } from "./scope-draft";
import "./texts";

type Scope = Omit<ScopeDraft, "periodRest">;
type Props = {
  reference: RightsReference;
  draft: Scope;
  onChange: (next: Partial<Scope>) => void;
  errors: FieldErrors;
};

export function ScopeFields({ reference, draft, onChange, errors }: Props) {
  const { t } = useTranslation("agreements");
  return (
    <>
      <ChannelsField
        reference={reference}
        label={t("restriction.channels")}
        value={draft.channels}
        onChange={(channels) => onChange({ channels })}
        error={errors.channels}
      />
      <TerritoriesField
        reference={reference}
        label={t("restriction.territories")}
        value={draft.territories}
        onChange={(territories) => onChange({ territories })}
        error={errors.territories}
      />
      <Exceptions reference={reference} draft={draft} onChange={onChange} errors={errors} />
      <PurposesField
        reference={reference}
        label={t("restriction.purposes")}
        value={draft.purposes}
        onChange={(purposes) => onChange({ purposes })}
        error={errors.purposes}
      />
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

/** What it leaves out of those; asked for, because few papers say so. */
function Exceptions({ reference, draft, onChange, errors }: Props) {
  const { t } = useTranslation("agreements");
  const [excepting, except] = useDisclosure(draft.exclude.length > 0 || draft.excludeChannels.length > 0);
  if (!excepting) {
    return (
      <button type="button" className={classes.textButton} onClick={except.open}>
        {t("restriction.addExcept")}
      </button>
    );
  }
  return (
    <>
      <ChannelsField
        reference={reference}
        label={t("more.excludeChannels")}
        value={draft.excludeChannels}
        onChange={(excludeChannels) => onChange({ excludeChannels })}
        error={errors.exclude_channels}
      />
      <TerritoriesField
        reference={reference}
        label={t("restriction.exclude")}
        value={draft.exclude}
        onChange={(exclude) => onChange({ exclude })}
        error={errors.exclude}
      />
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
