/** The period of a grant. Perpetual and 'not stated' are answers of their own: an empty field is never either. */

import { Checkbox, MultiSelect, NumberInput, Radio, Select, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { RightsReference } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import classes from "./forms.module.css";
import {
  type EndChoice,
  type OptionState,
  optionStates,
  type PeriodDraft,
  type StartChoice,
  type Unit,
  units,
} from "./period-draft";
import "./texts";

type Change = (next: Partial<PeriodDraft>) => void;

type Props = {
  value: PeriodDraft;
  onChange: Change;
  zones: RightsReference["zones"];
  startError?: string;
  endError?: string;
  optionError?: string;
};

type SpanProps = {
  label: string;
  unitLabel: string;
  count: string;
  unit: Unit;
  onCount: (count: string) => void;
  onUnit: (unit: Unit) => void;
  error?: string;
};

/** So many days, weeks, months or years. */
export function SpanField({ label, unitLabel, count, unit, onCount, onUnit, error }: SpanProps) {
  const { t } = useTranslation("agreements");
  return (
    <span className={classes.span}>
      <NumberInput
        aria-label={label}
        min={1}
        max={9999}
        allowDecimal={false}
        hideControls
        w={72}
        value={count}
        onChange={(next) => onCount(next === "" ? "" : String(next))}
        error={error}
      />
      <Select
        aria-label={unitLabel}
        data={units.map((value) => ({ value, label: t(`period.units.${value}`) }))}
        value={unit}
        allowDeselect={false}
        w={120}
        onChange={(next) => onUnit((next ?? unit) as Unit)}
      />
    </span>
  );
}

/** A time of day where the paper names one; a button until then, because whole days are the rule. */
function TimeField(props: { label: string; value: string; onChange: (time: string) => void }) {
  const [asked, ask] = useDisclosure(props.value !== "");
  if (!asked) {
    return (
      <button type="button" className={classes.textButton} onClick={ask.open}>
        {props.label}
      </button>
    );
  }
  return (
    <TextInput
      type="time"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

const events = ["first_use", "first_publication", "first_broadcast", "delivery", "signature"] as const;

function EventFields({ value, onChange }: { value: PeriodDraft; onChange: Change }) {
  const { t } = useTranslation("agreements");
  const known = events.map((one) => ({ value: one as string, label: t(`period.events.${one}`) }));
  if (!known.some((one) => one.value === value.event)) known.push({ value: value.event, label: value.event });
  return (
    <div className={classes.pair}>
      <Select
        label={t("period.event")}
        data={known}
        value={value.event}
        allowDeselect={false}
        onChange={(event) => onChange({ event: event ?? value.event })}
      />
      <DayField
        label={t("period.eventOn")}
        description={t("period.eventOnHint")}
        value={value.eventOn}
        onChange={(eventOn) => onChange({ eventOn })}
      />
      <DayField
        label={t("period.longstop")}
        description={t("period.longstopHint")}
        value={value.longstop}
        onChange={(longstop) => onChange({ longstop })}
      />
    </div>
  );
}

function Starts({ value, onChange, startError }: Props) {
  const { t } = useTranslation("agreements");
  return (
    <>
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
          {value.startChoice === "day" && (
            <TimeField
              label={t("period.fromTime")}
              value={value.startTime}
              onChange={(startTime) => onChange({ startTime })}
            />
          )}
          <Radio value="event" label={t("period.withEvent")} />
          <Radio value="unstated" label={t("period.noStart")} />
        </div>
      </Radio.Group>
      {value.startChoice === "event" && <EventFields value={value} onChange={onChange} />}
    </>
  );
}

function Ends({ value, onChange, endError }: Props) {
  const { t } = useTranslation("agreements");
  const atField = value.endChoice === "day" || value.endChoice === "term";
  return (
    <Radio.Group
      label={t("period.ends")}
      value={value.endChoice}
      onChange={(choice) => onChange({ endChoice: choice as EndChoice })}
      error={atField ? undefined : endError}
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
        {value.endChoice === "day" && (
          <TimeField
            label={t("period.untilTime")}
            value={value.endTime}
            onChange={(endTime) => onChange({ endTime })}
          />
        )}
        <Radio value="term" label={t("period.afterTerm")} />
        {value.endChoice === "term" && (
          <SpanField
            label={t("period.term")}
            unitLabel={t("period.termUnit")}
            count={value.term}
            unit={value.termUnit}
            onCount={(term) => onChange({ term })}
            onUnit={(termUnit) => onChange({ termUnit })}
            error={endError}
          />
        )}
        <Radio value="perpetual" label={t("period.perpetual")} />
        <Radio value="unstated" label={t("period.noEnd")} />
        {value.endChoice === "kept" && <Radio value="kept" label={t("period.kept")} />}
      </div>
      {value.endChoice === "day" && (
        <p className={classes.hint}>
          {t(value.endTime === "" ? "period.lastDayHint" : "period.endTimeHint")}
        </p>
      )}
      {value.endChoice === "unstated" && <p className={classes.hint}>{t("period.noEndHint")}</p>}
    </Radio.Group>
  );
}

/** By whose clock the days are read. */
function Clocks({ value, onChange, zones }: Props) {
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
    <>
      <Select
        label={t("period.zone")}
        data={zoneChoices}
        value={value.zone}
        allowDeselect={false}
        searchable={zones.length > 8}
        onChange={(zone) => onChange({ zone: zone ?? "territory" })}
        comboboxProps={{ withinPortal: true }}
      />
      {value.zone === "silent" && (
        <MultiSelect
          label={t("period.zones")}
          description={t("period.zonesHint")}
          data={[...new Set(["UTC", ...zones, ...value.zones])]}
          value={value.zones}
          onChange={(next) => onChange({ zones: next })}
          searchable
          hidePickedOptions
          limit={50}
        />
      )}
    </>
  );
}

/** A right to go on, and going on by itself. */
function Longer({ value, onChange, optionError }: Props) {
  const { t } = useTranslation("agreements");
  const has = value.extends !== "";
  return (
    <div className={classes.group}>
      <Checkbox
        label={t("period.option")}
        checked={has}
        onChange={(event) => onChange({ extends: event.currentTarget.checked ? "1" : "" })}
      />
      {has && (
        <>
          <div className={classes.choices}>
            <span>{t("period.extendsBy")}</span>
            <SpanField
              label={t("period.extends")}
              unitLabel={t("period.extendsUnit")}
              count={value.extends}
              unit={value.extendsUnit}
              onCount={(count) => onChange({ extends: count === "" ? "0" : count })}
              onUnit={(extendsUnit) => onChange({ extendsUnit })}
              error={optionError}
            />
          </div>
          <div className={classes.pair}>
            <Select
              label={t("period.optionState")}
              data={optionStates.map((one) => ({ value: one, label: t(`period.optionStates.${one}`) }))}
              value={value.optionState}
              allowDeselect={false}
              onChange={(state) => onChange({ optionState: (state ?? "unexercised") as OptionState })}
            />
            <DayField
              label={t("period.exerciseBy")}
              value={value.exerciseBy}
              onChange={(exerciseBy) => onChange({ exerciseBy })}
            />
          </div>
        </>
      )}
      <Checkbox
        label={t("period.autoRenew")}
        description={t("period.autoRenewHint")}
        checked={value.autoRenew}
        onChange={(event) => onChange({ autoRenew: event.currentTarget.checked })}
      />
    </div>
  );
}

export function PeriodField(props: Props) {
  return (
    <div className={classes.period}>
      <Starts {...props} />
      <Ends {...props} />
      <Clocks {...props} />
      <Longer {...props} />
    </div>
  );
}
