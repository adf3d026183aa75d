/** The fields of an entry beside its key and name, by its kind. */
import { Checkbox, Select, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import { formatDay } from "@/lib/dates";
import { ChannelPicker } from "@/ui/channel-picker";
import { DayField } from "@/ui/day-field/day-field";
import { PickField } from "@/ui/pick-field/pick-field";
import { TerritoryPicker } from "@/ui/territory-picker/territory-picker";
import forms from "../forms.module.css";
import type { EntryDraft, PartDraft, VersionDraft } from "./entry-draft";
import { categoriesInOrder } from "./leaves";
import classes from "./reference.module.css";

type Props = {
  reference: RightsReference;
  draft: EntryDraft;
  today: string;
  onChange: (next: Partial<EntryDraft>) => void;
  /** By field, in words. */
  errors: Record<string, string>;
};

const at = <T,>(list: T[], place: number, next: Partial<T>): T[] =>
  list.map((one, number) => (number === place ? { ...one, ...next } : one));

function Version({ place, reference, draft, onChange, errors }: Props & { place: number }) {
  const { t } = useTranslation("reference");
  const names = namesOf(reference);
  const version = draft.versions[place];
  if (version === undefined) return null;
  const set = (next: Partial<VersionDraft>) => onChange({ versions: at(draft.versions, place, next) });
  const day = version.from === "" ? t("form.noDay") : formatDay(version.from);
  // A group does not stand for its own members.
  const territory_groups = reference.territory_groups.filter(
    (group) => group.key !== draft.key && !group.undefined && group.key !== "WORLD",
  );
  const choices = { ...reference, territory_groups };
  return (
    <fieldset className={classes.version} aria-label={t("form.version", { day })}>
      <div className={forms.row}>
        <DayField
          label={t("form.from")}
          value={version.from}
          onChange={(from) => set({ from })}
          error={errors[`from.${place}`]}
        />
        {draft.versions.length > 1 && (
          <button
            type="button"
            className={forms.textButton}
            aria-label={t("form.removeVersion", { day })}
            onClick={() => onChange({ versions: draft.versions.filter((_, other) => other !== place) })}
          >
            <X size={14} aria-hidden />
          </button>
        )}
      </div>
      <PickField
        label={t("form.belongs")}
        description={t("form.belongsHint")}
        action={t("form.choosePlaces")}
        error={errors[`members.${place}`]}
        values={version.members}
        nameOf={names.territory}
        onChange={(members) => set({ members })}
      >
        <TerritoryPicker
          reference={choices}
          value={version.members}
          onChange={(members) => set({ members })}
        />
      </PickField>
      <PickField
        label={t("form.may")}
        description={t("form.mayHint")}
        action={t("form.choosePlaces")}
        values={version.possible}
        nameOf={names.territory}
        onChange={(possible) => set({ possible })}
      >
        <TerritoryPicker
          reference={choices}
          value={version.possible}
          onChange={(possible) => set({ possible })}
        />
      </PickField>
    </fieldset>
  );
}

function GroupFields(props: Props) {
  const { t } = useTranslation("reference");
  const { draft, onChange, today } = props;
  const addDate = () => {
    const last = draft.versions.at(-1);
    onChange({ versions: [...draft.versions, { members: [], possible: [], ...last, from: today }] });
  };
  return (
    <>
      {draft.versions.map((_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a version has no name but its place
        <Version key={place} {...props} place={place} />
      ))}
      <button type="button" className={forms.textButton} onClick={addDate}>
        <Plus size={14} aria-hidden />
        {t("form.addVersion")}
      </button>
    </>
  );
}

function Parts({ draft, onChange, errors }: Props) {
  const { t } = useTranslation("reference");
  const set = (place: number, next: Partial<PartDraft>) => onChange({ parts: at(draft.parts, place, next) });
  const fresh = () => ({ key: `${draft.key}.`, name: "" });
  return (
    <fieldset className={forms.rows}>
      <legend>{t("form.split")}</legend>
      <p className={forms.hint}>{t("form.splitHint")}</p>
      {draft.parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name but its place
        <div key={place} className={forms.row}>
          <TextInput
            aria-label={t("form.partKey", { number: place + 1 })}
            value={part.key}
            error={errors[`part.${place}.key`]}
            onChange={(event) => set(place, { key: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t("form.partName", { number: place + 1 })}
            placeholder={t("form.part", { number: place + 1 })}
            value={part.name}
            error={errors[`part.${place}.name`]}
            onChange={(event) => set(place, { name: event.currentTarget.value })}
          />
          <button
            type="button"
            className={forms.textButton}
            aria-label={t("form.removePart", { number: place + 1 })}
            onClick={() => onChange({ parts: draft.parts.filter((_, other) => other !== place) })}
          >
            <X size={14} aria-hidden />
          </button>
        </div>
      ))}
      <button
        type="button"
        className={forms.textButton}
        onClick={() =>
          onChange({ parts: draft.parts.length === 0 ? [fresh(), fresh()] : [...draft.parts, fresh()] })
        }
      >
        <Plus size={14} aria-hidden />
        {t(draft.parts.length === 0 ? "form.addPart" : "form.anotherPart")}
      </button>
    </fieldset>
  );
}

function LeafFields(props: Props) {
  const { t } = useTranslation("reference");
  const { draft, onChange, errors } = props;
  return (
    <>
      {draft.kind !== "modification" && (
        <DayField
          label={t("form.introduced")}
          description={t("form.introducedHint")}
          value={draft.introduced}
          error={errors.introduced_on}
          onChange={(introduced) => onChange({ introduced })}
        />
      )}
      <div className={forms.checks}>
        <Checkbox
          label={t("form.reserved")}
          description={t("form.reservedHint")}
          checked={draft.reserved}
          onChange={(event) => onChange({ reserved: event.currentTarget.checked })}
        />
        {draft.kind === "channel" && (
          <Checkbox
            label={t("form.online")}
            description={t("form.onlineHint")}
            checked={draft.online}
            onChange={(event) => onChange({ online: event.currentTarget.checked })}
          />
        )}
      </div>
      {draft.known && draft.kind !== "modification" && <Parts {...props} />}
    </>
  );
}

export function EntryFields(props: Props) {
  const { t } = useTranslation("reference");
  const { draft, reference, onChange, errors } = props;
  if (draft.kind === "group") return <GroupFields {...props} />;
  if (draft.kind === "channel_group") {
    const channel_groups = reference.channel_groups.filter((group) => !group.alias && group.key !== "all");
    return (
      <PickField
        label={t("form.members")}
        action={t("form.chooseChannels")}
        error={errors.members}
        values={draft.members}
        nameOf={namesOf(reference).channel}
        onChange={(members) => onChange({ members })}
      >
        <ChannelPicker
          reference={{ ...reference, channel_groups }}
          value={draft.members}
          onChange={(members) => onChange({ members })}
        />
      </PickField>
    );
  }
  if (draft.kind !== "category") return <LeafFields {...props} />;
  return (
    <Select
      label={t("form.parent")}
      placeholder={t("form.noParent")}
      clearable
      searchable
      data={categoriesInOrder(reference)
        .filter((one) => one.key !== draft.key)
        .map((one) => ({ value: one.key, label: one.name }))}
      value={draft.parent === "" ? null : draft.parent}
      error={errors.parent}
      onChange={(parent) => onChange({ parent: parent ?? "" })}
    />
  );
}
