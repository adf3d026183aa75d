/** The rarest terms of a grant: where it takes place, how it may be embedded, when things may be made, what it rests on. */
import { Checkbox, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { Fact, RightsReference } from "@/api/types";
import { ChannelPicker } from "@/ui/channel-picker";
import { DayField } from "@/ui/day-field/day-field";
import { PickField } from "@/ui/pick-field/pick-field";
import { withReadableDates } from "@/ui/server-words";
import classes from "./forms.module.css";
import { type GrantDraft, grantActs } from "./grant-draft";
import { agreementChoiceQuery, agreementQuery } from "./queries";
import "./texts";

type Props = {
  reference: RightsReference;
  draft: GrantDraft;
  onChange: (next: Partial<GrantDraft>) => void;
  errors: Partial<Record<string, string>>;
};

/** Stands in the record for a licence that nobody has on file. */
export const notOnFile = "not-on-file";

const embeddings = ["rendered", "embedded", "linked", "streamed"] as const;
const tests = ["", "targeted", "accessible", "unspecified"] as const;

function toggled(values: readonly string[], value: string, on: boolean): string[] {
  const others = values.filter((one) => one !== value);
  return on ? [...others, value] : others;
}

/** The licences of others that this one rests on: it reaches no further than they do. */
function Chain({ draft, onChange }: Props) {
  const { t } = useTranslation("agreements");
  const [words, setWords] = useState("");
  const [paper, setPaper] = useState<string | null>(null);
  const papers = useQuery(agreementChoiceQuery(words));
  const chosen = useQuery({ ...agreementQuery(paper ?? ""), enabled: paper !== null });
  const change = (id: string, on: boolean) => onChange({ upstream: toggled(draft.upstream, id, on) });
  const grants: Fact[] = chosen.data?.grants ?? [];
  const elsewhere = draft.upstream.filter((id) => id !== notOnFile && !grants.some((one) => one.id === id));
  return (
    <div className={classes.group}>
      <Select
        label={t("further.chain")}
        description={t("further.chainHint")}
        placeholder={t("further.choosePaper")}
        data={(papers.data ?? []).map((one) => ({ value: one.id, label: `${one.reference} ${one.title}` }))}
        value={paper}
        onChange={setPaper}
        searchable
        onSearchChange={setWords}
        clearable
      />
      {grants.map((grant) => (
        <Checkbox
          key={grant.id}
          label={withReadableDates(grant.summary)}
          checked={draft.upstream.includes(grant.id)}
          onChange={(event) => change(grant.id, event.currentTarget.checked)}
        />
      ))}
      {elsewhere.map((id) => (
        <Checkbox
          key={id}
          label={t("further.another")}
          checked
          onChange={(event) => change(id, event.currentTarget.checked)}
        />
      ))}
      <Checkbox
        label={t("further.notOnFile")}
        checked={draft.upstream.includes(notOnFile)}
        onChange={(event) => change(notOnFile, event.currentTarget.checked)}
      />
    </div>
  );
}

export function FurtherTerms(props: Props) {
  const { reference, draft, onChange, errors } = props;
  const { t } = useTranslation("agreements");
  const names = namesOf(reference);
  return (
    <>
      {draft.runoff !== "" && (
        <PickField
          label={t("further.runoffChannels")}
          action={t("grant.addChannels")}
          values={draft.runoffChannels}
          nameOf={names.channel}
          onChange={(runoffChannels) => onChange({ runoffChannels })}
        >
          <ChannelPicker
            reference={reference}
            value={draft.runoffChannels}
            onChange={(runoffChannels) => onChange({ runoffChannels })}
          />
        </PickField>
      )}
      <Select
        label={t("further.territoryTest")}
        data={tests.map((value) => ({ value, label: t(`further.tests.${value === "" ? "silent" : value}`) }))}
        value={draft.territoryTest}
        allowDeselect={false}
        onChange={(value) => onChange({ territoryTest: (value ?? "") as GrantDraft["territoryTest"] })}
      />
      <Checkbox.Group
        label={t("further.embedding")}
        description={t("further.embeddingHint")}
        value={draft.embedding}
        onChange={(embedding) => onChange({ embedding })}
      >
        <div className={classes.choices}>
          {embeddings.map((value) => (
            <Checkbox key={value} value={value} label={t(`further.embeddings.${value}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        label={t("further.acts")}
        description={t("further.actsHint")}
        value={draft.acts}
        onChange={(acts) => onChange({ acts })}
      >
        <div className={classes.choices}>
          {grantActs.map((value) => (
            <Checkbox key={value} value={value} label={t(`further.actNames.${value}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={classes.pair}>
        <DayField
          label={t("further.producedFrom")}
          description={t("further.producedHint")}
          value={draft.producedFrom}
          onChange={(producedFrom) => onChange({ producedFrom })}
        />
        <DayField
          label={t("further.producedUntil")}
          description={t("further.producedUntilHint")}
          value={draft.producedUntil}
          error={errors.produce_window}
          onChange={(producedUntil) => onChange({ producedUntil })}
        />
        <TextInput
          label={t("further.licensees")}
          description={t("further.licenseesHint")}
          value={draft.licensees}
          onChange={(event) => onChange({ licensees: event.currentTarget.value })}
        />
      </div>
      <Chain {...props} />
    </>
  );
}
