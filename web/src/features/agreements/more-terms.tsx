/** The rarer terms of a grant: excluded channels, changes to the picture, duties, limits, brands, sub-licences. */
import { ActionIcon, Button, Checkbox, NumberInput, Radio, Select, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import { ChannelPicker } from "@/ui/channel-picker";
import { OptionPicker } from "@/ui/option-picker";
import { PickField } from "@/ui/pick-field/pick-field";
import classes from "./forms.module.css";
import type { CapDraft, DutyDraft, DutyTiming, GrantDraft, ListChoice } from "./grant-draft";

type Props = {
  reference: RightsReference;
  draft: GrantDraft;
  onChange: (next: Partial<GrantDraft>) => void;
  errors: Partial<Record<string, string>>;
};

/** An id that no other row of the list has. */
function freshId(prefix: string, taken: readonly { id: string }[]): string {
  let number = taken.length + 1;
  while (taken.some((one) => one.id === `${prefix}-${number}`)) number += 1;
  return `${prefix}-${number}`;
}

function withRow<Row>(rows: readonly Row[], index: number, next: Partial<Row>): Row[] {
  return rows.map((row, at) => (at === index ? { ...row, ...next } : row));
}

function Duties({ draft, onChange, errors }: Props) {
  const { t } = useTranslation("agreements");
  const timings: DutyTiming[] = ["pre", "concurrent", "post"];
  const { duties } = draft;
  const change = (index: number, next: Partial<DutyDraft>) =>
    onChange({ duties: withRow(duties, index, next) });
  return (
    <fieldset className={classes.rows}>
      <legend>{t("more.duties")}</legend>
      <p className={classes.hint}>{t("more.dutiesHint")}</p>
      {duties.map((duty, index) => (
        <div key={duty.id} className={classes.row}>
          <TextInput
            aria-label={t("more.dutyText")}
            placeholder={t("more.dutyExample")}
            value={duty.text === "" && !duty.id.startsWith("duty-") ? duty.id : duty.text}
            onChange={(event) => change(index, { text: event.currentTarget.value })}
          />
          <Select
            aria-label={t("more.dutyWhen")}
            data={timings.map((value) => ({ value, label: t(`more.timing.${value}`) }))}
            value={duty.timing}
            allowDeselect={false}
            onChange={(timing) => change(index, { timing: timing as DutyTiming })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("more.removeDuty")}
            onClick={() => onChange({ duties: duties.filter((_, at) => at !== index) })}
          >
            <X size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {errors.duties !== undefined && <p className={classes.error}>{errors.duties}</p>}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() =>
          onChange({
            duties: [...duties, { id: freshId("duty", duties), timing: "concurrent", text: "", rest: {} }],
          })
        }
      >
        {t("more.addDuty")}
      </Button>
    </fieldset>
  );
}

function Caps({ draft, onChange, errors }: Props) {
  const { t } = useTranslation("agreements");
  const kinds = ["cumulative", "concurrent", "distinct_channels"] as const;
  const { caps } = draft;
  const change = (index: number, next: Partial<CapDraft>) => onChange({ caps: withRow(caps, index, next) });
  return (
    <fieldset className={classes.rows}>
      <legend>{t("more.caps")}</legend>
      {caps.map((cap, index) => (
        <div key={cap.id} className={classes.row}>
          <NumberInput
            aria-label={t("more.capLimit")}
            placeholder="50000"
            min={1}
            hideControls
            value={cap.limit}
            onChange={(limit) => change(index, { limit: String(limit) })}
          />
          <TextInput
            aria-label={t("more.capMetric")}
            placeholder={t("more.capExample")}
            value={cap.metric}
            onChange={(event) => change(index, { metric: event.currentTarget.value })}
          />
          <Select
            aria-label={t("more.capKind")}
            data={kinds.map((value) => ({ value, label: t(`more.capKinds.${value}`) }))}
            value={cap.kind}
            allowDeselect={false}
            onChange={(kind) => change(index, { kind: kind as CapDraft["kind"] })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("more.removeCap")}
            onClick={() => onChange({ caps: caps.filter((_, at) => at !== index) })}
          >
            <X size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {errors.caps !== undefined && <p className={classes.error}>{errors.caps}</p>}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() =>
          onChange({
            caps: [
              ...caps,
              { id: freshId("cap", caps), kind: "cumulative", metric: "copies", limit: "", rest: {} },
            ],
          })
        }
      >
        {t("more.addCap")}
      </Button>
    </fieldset>
  );
}

function Modifications({ reference, draft, onChange, errors }: Props) {
  const { t } = useTranslation("agreements");
  const nameOf = (key: string) => reference.modifications.find((one) => one.key === key)?.name ?? key;
  const sections = [
    {
      title: t("more.modifications"),
      options: reference.modifications.map((one) => ({ key: one.key, name: one.name })),
    },
  ];
  return (
    <div className={classes.group}>
      <Radio.Group
        label={t("more.modifications")}
        value={draft.modificationChoice}
        onChange={(choice) => onChange({ modificationChoice: choice as ListChoice })}
      >
        <div className={classes.choices}>
          <Radio value="any" label={t("more.anyModification")} />
          <Radio value="listed" label={t("more.someModifications")} />
        </div>
      </Radio.Group>
      {draft.modificationChoice === "listed" && (
        <PickField
          label={t("more.whichModifications")}
          action={t("more.addModifications")}
          error={errors.modifications}
          values={draft.modifications}
          nameOf={nameOf}
          onChange={(modifications) => onChange({ modifications })}
        >
          <OptionPicker
            label={t("more.findModification")}
            sections={sections}
            value={draft.modifications}
            onChange={(modifications) => onChange({ modifications })}
          />
        </PickField>
      )}
    </div>
  );
}

export function MoreTerms(props: Props) {
  const { reference, draft, onChange, errors } = props;
  const { t } = useTranslation("agreements");
  const names = namesOf(reference);
  const bindings = ["", "asymmetric", "frozen", "floating"] as const;
  return (
    <div className={classes.more}>
      <PickField
        label={t("more.excludeChannels")}
        action={t("grant.addChannels")}
        error={errors.exclude_channels}
        values={draft.excludeChannels}
        nameOf={names.channel}
        onChange={(excludeChannels) => onChange({ excludeChannels })}
      >
        <ChannelPicker
          reference={reference}
          value={draft.excludeChannels}
          onChange={(excludeChannels) => onChange({ excludeChannels })}
        />
      </PickField>
      <Modifications {...props} />
      <Duties {...props} />
      <Caps {...props} />
      <div className={classes.pair}>
        <TextInput
          label={t("more.brands")}
          description={t("more.commas")}
          value={draft.brands}
          error={errors.brands}
          onChange={(event) => onChange({ brands: event.currentTarget.value })}
        />
        <TextInput
          label={t("more.categories")}
          description={t("more.commas")}
          value={draft.categoryExcluded}
          error={errors.category_excluded}
          onChange={(event) => onChange({ categoryExcluded: event.currentTarget.value })}
        />
        <TextInput
          label={t("more.sublicense")}
          description={t("more.sublicenseHint")}
          value={draft.sublicense}
          error={errors.sublicense}
          onChange={(event) => onChange({ sublicense: event.currentTarget.value })}
        />
        <NumberInput
          label={t("more.runoff")}
          description={t("more.runoffHint")}
          min={0}
          max={3650}
          hideControls
          value={draft.runoffDays}
          error={errors.runoff}
          onChange={(days) => onChange({ runoffDays: days === "" ? "" : String(days) })}
        />
      </div>
      <Select
        label={t("more.binding")}
        data={bindings.map((value) => ({
          value,
          label: t(`more.bindings.${value === "" ? "silent" : value}`),
        }))}
        value={draft.territoryBinding}
        allowDeselect={false}
        onChange={(value) => onChange({ territoryBinding: (value ?? "") as GrantDraft["territoryBinding"] })}
      />
      <Checkbox
        label={t("more.futureMedia")}
        checked={draft.futureMedia}
        onChange={(event) => onChange({ futureMedia: event.currentTarget.checked })}
      />
      <Checkbox
        label={t("more.guardian")}
        checked={draft.guardianSigned}
        onChange={(event) => onChange({ guardianSigned: event.currentTarget.checked })}
      />
    </div>
  );
}
