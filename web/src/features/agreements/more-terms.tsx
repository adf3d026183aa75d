/** The rarer terms of a grant: excluded channels, changes to the picture, duties, limits, brands, sub-licences. */
import { ActionIcon, Button, Checkbox, Input, NumberInput, Radio, Select, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import { ChannelPicker } from "@/ui/channel-picker";
import { OptionPicker } from "@/ui/option-picker";
import { PickField } from "@/ui/pick-field/pick-field";
import classes from "./forms.module.css";
import { FurtherTerms } from "./further-terms";
import {
  type CapDraft,
  type DutyDraft,
  type DutyTiming,
  dutyId,
  dutyKinds,
  dutyParts,
  type GrantDraft,
  type ListChoice,
} from "./grant-draft";
import { SpanField } from "./period-field";
import "./texts";

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

type RowsProps<Row> = {
  title: string;
  hint?: string;
  rows: readonly Row[];
  error: string | undefined;
  add: string;
  remove: string;
  fresh: () => Row;
  onChange: (next: Row[]) => void;
  children: (row: Row, change: (next: Partial<Row>) => void) => ReactNode;
};

/** Terms of which there may be several: a line each, one button to add and one in each line to remove. */
function TermRows<Row extends { id: string }>(props: RowsProps<Row>) {
  const { rows, onChange } = props;
  return (
    <fieldset className={classes.rows}>
      <legend>{props.title}</legend>
      {props.hint !== undefined && <p className={classes.hint}>{props.hint}</p>}
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what a row is called changes while it is typed
        <div key={index} className={classes.row}>
          {props.children(row, (next) => onChange(withRow(rows, index, next)))}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={props.remove}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            <X size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {props.error !== undefined && <p className={classes.error}>{props.error}</p>}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...rows, props.fresh()])}
      >
        {props.add}
      </Button>
    </fieldset>
  );
}

function Duties({ draft, onChange, errors }: Props) {
  const { t } = useTranslation("agreements");
  const timings: DutyTiming[] = ["pre", "concurrent", "post"];
  return (
    <TermRows<DutyDraft>
      title={t("more.duties")}
      hint={t("more.dutiesHint")}
      rows={draft.duties}
      error={errors.duties}
      add={t("more.addDuty")}
      remove={t("more.removeDuty")}
      fresh={() => ({ id: freshId("duty", draft.duties), timing: "concurrent", text: "", rest: {} })}
      onChange={(duties) => onChange({ duties })}
    >
      {(duty, change) => (
        <>
          <DutyWords duty={duty} fresh={() => freshId("duty", draft.duties)} change={change} />
          <Select
            aria-label={t("more.dutyWhen")}
            data={timings.map((value) => ({ value, label: t(`more.timing.${value}`) }))}
            value={duty.timing}
            allowDeselect={false}
            onChange={(timing) => change({ timing: timing as DutyTiming })}
          />
        </>
      )}
    </TermRows>
  );
}

/** What kind of duty it is, and of what: both stand in its id, or it has words of its own. */
function DutyWords(props: {
  duty: DutyDraft;
  fresh: () => string;
  change: (next: Partial<DutyDraft>) => void;
}) {
  const { duty, fresh, change } = props;
  const { t } = useTranslation("agreements");
  const parts = duty.text === "" ? dutyParts(duty.id) : null;
  const own = duty.text === "" && !duty.id.startsWith("duty-") ? duty.id : duty.text;
  const words = parts?.words ?? own;
  return (
    <>
      <Select
        aria-label={t("more.dutyKind")}
        data={["", ...dutyKinds].map((value) => ({
          value,
          label: t(`more.dutyKinds.${value === "" ? "own" : (value as (typeof dutyKinds)[number])}`),
        }))}
        value={parts?.kind ?? ""}
        allowDeselect={false}
        style={{ flex: "0 0 140px" }}
        onChange={(kind) =>
          change(
            kind === null || kind === ""
              ? { id: fresh(), text: words }
              : { id: dutyId(kind, words), text: "" },
          )
        }
      />
      <TextInput
        aria-label={t("more.dutyText")}
        placeholder={t(parts === null ? "more.dutyExample" : "more.dutyOf")}
        value={words}
        onChange={({ currentTarget: { value } }) =>
          change(parts === null ? { text: value } : { id: dutyId(parts.kind, value) })
        }
      />
    </>
  );
}

function Caps({ draft, onChange, errors }: Props) {
  const { t } = useTranslation("agreements");
  const kinds = ["cumulative", "concurrent", "distinct_channels"] as const;
  return (
    <TermRows<CapDraft>
      title={t("more.caps")}
      rows={draft.caps}
      error={errors.caps}
      add={t("more.addCap")}
      remove={t("more.removeCap")}
      fresh={() => ({
        id: freshId("cap", draft.caps),
        kind: "cumulative",
        metric: "copies",
        limit: "",
        rest: {},
      })}
      onChange={(caps) => onChange({ caps })}
    >
      {(cap, change) => (
        <>
          <NumberInput
            aria-label={t("more.capLimit")}
            placeholder="50000"
            min={1}
            hideControls
            value={cap.limit}
            onChange={(limit) => change({ limit: String(limit) })}
          />
          <TextInput
            aria-label={t("more.capMetric")}
            placeholder={t("more.capExample")}
            value={cap.metric}
            onChange={(event) => change({ metric: event.currentTarget.value })}
          />
          <Select
            aria-label={t("more.capKind")}
            data={kinds.map((value) => ({ value, label: t(`more.capKinds.${value}`) }))}
            value={cap.kind}
            allowDeselect={false}
            onChange={(kind) => change({ kind: kind as CapDraft["kind"] })}
          />
        </>
      )}
    </TermRows>
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
      </div>
      <Input.Wrapper label={t("more.runoff")} description={t("more.runoffHint")}>
        <div style={{ marginTop: 6 }}>
          <SpanField
            label={t("more.runoffCount")}
            unitLabel={t("more.runoffUnit")}
            count={draft.runoff}
            unit={draft.runoffUnit}
            onCount={(runoff) => onChange({ runoff })}
            onUnit={(runoffUnit) => onChange({ runoffUnit })}
            error={errors.runoff}
          />
        </div>
      </Input.Wrapper>
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
      <FurtherTerms reference={reference} draft={draft} onChange={onChange} errors={errors} />
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
