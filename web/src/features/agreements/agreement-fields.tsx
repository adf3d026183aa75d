/** The header of a paper: what it is, who with whom, signed when. */

import { Select, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Agreement, AgreementKind } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import type { HeaderDraft } from "./agreement-draft";
import classes from "./forms.module.css";
import { MoreOfHeader } from "./papers/more-of-header";
import "./texts";

const kinds: AgreementKind[] = [
  "licence",
  "talent",
  "model_release",
  "property_release",
  "consent",
  "assignment",
  "open_licence",
  "statute",
  "house_policy",
];
const statuses: Agreement["status"][] = ["draft", "sent", "executed", "suspended", "terminated", "void"];

type Props = {
  draft: HeaderDraft;
  onChange: (next: Partial<HeaderDraft>) => void;
  errors: Partial<Record<string, string>>;
  /** Leaves out notes and licensee, and asks for the signature in place of the status. */
  short?: boolean;
};

export function AgreementFields({ draft, onChange, errors, short = false }: Props) {
  const { t } = useTranslation("agreements");
  return (
    <div className={classes.stack}>
      <div className={classes.pair}>
        <TextInput
          label={t("header.reference")}
          description={t("header.referenceHint")}
          placeholder="AG-118"
          value={draft.reference}
          error={errors.reference}
          onChange={(event) => onChange({ reference: event.currentTarget.value })}
        />
        <Select
          label={t("header.kind")}
          description={t("header.kindHint")}
          data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={draft.kind}
          allowDeselect={false}
          error={errors.kind}
          onChange={(kind) => onChange({ kind: kind as AgreementKind })}
        />
      </div>
      <TextInput
        label={t("header.title")}
        value={draft.title}
        error={errors.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          label={t("header.licensor")}
          description={t("header.licensorHint")}
          value={draft.licensor}
          error={errors.licensor}
          onChange={(event) => onChange({ licensor: event.currentTarget.value })}
        />
        {!short && (
          <TextInput
            label={t("header.licensee")}
            description={t("header.licenseeHint")}
            value={draft.licensee}
            error={errors.licensee}
            onChange={(event) => onChange({ licensee: event.currentTarget.value })}
          />
        )}
        <DayField
          label={t("header.signedOn")}
          description={short ? t("header.signedHint") : undefined}
          value={draft.signedOn}
          error={errors.signed_on}
          onChange={(day) =>
            onChange(short ? { signedOn: day, status: day === "" ? "draft" : "executed" } : { signedOn: day })
          }
        />
        {!short && (
          <Select
            label={t("header.status")}
            data={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
            value={draft.status}
            allowDeselect={false}
            error={errors.status}
            onChange={(status) => onChange({ status: status as Agreement["status"] })}
          />
        )}
      </div>
      {!short && <MoreOfHeader draft={draft} onChange={onChange} errors={errors} />}
      {!short && (
        <Textarea
          label={t("header.notes")}
          autosize
          minRows={2}
          maxRows={8}
          value={draft.notes}
          error={errors.notes}
          onChange={(event) => onChange({ notes: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
