/** First step: which right in the picture, and which paper licenses it. */
import { Checkbox, Radio, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Interest, RightsReference } from "@/api/types";
import { AgreementFields } from "./agreement-fields";
import forms from "./forms.module.css";
import type { FieldErrors } from "./grant-fields";
import { interestName } from "./interest-names";
import { KindSelect } from "./kind-select";
import { agreementChoiceQuery } from "./queries";
import classes from "./record-licence.module.css";
import { asksNewInterest, type LicenceForm } from "./record-licence-form";
import "./texts";

type Props = {
  form: LicenceForm;
  onChange: (next: Partial<LicenceForm>) => void;
  interests: readonly Interest[];
  kinds: RightsReference["interest_kinds"];
  errors: FieldErrors;
  /** After a refusal further on: the right is on record already and is corrected on the asset's page. */
  interestIsMade: boolean;
  agreementIsMade: boolean;
};

function RightPart({ form, onChange, interests, kinds, errors, interestIsMade }: Props) {
  const { t } = useTranslation("agreements");
  const asksNew = asksNewInterest(form, interests.length > 0);
  return (
    <section className={classes.part}>
      <h3>{t("licence.whichRight")}</h3>
      {interests.length > 0 && (
        <Radio.Group
          aria-label={t("licence.whichRight")}
          value={form.interestChoice}
          onChange={(choice) => onChange({ interestChoice: choice as LicenceForm["interestChoice"] })}
        >
          <div className={forms.choices}>
            <Radio value="known" label={t("licence.knownRight")} disabled={interestIsMade} />
            <Radio value="new" label={t("licence.newRight")} disabled={interestIsMade} />
          </div>
        </Radio.Group>
      )}
      {asksNew ? (
        <>
          <KindSelect
            kinds={kinds}
            value={form.kind}
            onChange={(kind) => onChange({ kind })}
            error={errors.kind}
            disabled={interestIsMade}
          />
          <TextInput
            label={t("interest.subject")}
            description={t("interest.subjectHint")}
            value={form.subject}
            disabled={interestIsMade}
            onChange={(event) => onChange({ subject: event.currentTarget.value })}
          />
        </>
      ) : (
        <div className={forms.checks}>
          {interests.map((interest) => (
            <Checkbox
              key={interest.id}
              label={interestName(interest)}
              checked={form.interests.includes(interest.id)}
              onChange={(event) =>
                onChange({
                  interests: event.currentTarget.checked
                    ? [...form.interests, interest.id]
                    : form.interests.filter((one) => one !== interest.id),
                })
              }
            />
          ))}
          {errors.interest !== undefined && <p className={forms.error}>{errors.interest}</p>}
        </div>
      )}
    </section>
  );
}

function KnownPaper({ form, onChange, errors }: Pick<Props, "form" | "onChange" | "errors">) {
  const { t } = useTranslation("agreements");
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words, 150);
  const found = useQuery(agreementChoiceQuery(asked));
  return (
    <Select
      label={t("licence.findPaper")}
      placeholder={t("licence.findPaperHint")}
      searchable
      searchValue={words}
      onSearchChange={setWords}
      // The server has searched already.
      filter={({ options }) => options}
      data={(found.data ?? []).map((one) => ({ value: one.id, label: `${one.reference} · ${one.title}` }))}
      value={form.agreementId}
      onChange={(agreementId) => onChange({ agreementId })}
      nothingFoundMessage={t("licence.noPaper")}
      error={errors.agreement}
    />
  );
}

export function PaperStep(props: Props) {
  const { form, onChange, errors, agreementIsMade } = props;
  const { t } = useTranslation("agreements");
  return (
    <div className={forms.stack}>
      <RightPart {...props} />
      <section className={classes.part}>
        <h3>{t("licence.whichPaper")}</h3>
        <Radio.Group
          aria-label={t("licence.whichPaper")}
          value={form.paperChoice}
          onChange={(choice) => onChange({ paperChoice: choice as LicenceForm["paperChoice"] })}
        >
          <div className={forms.choices}>
            <Radio value="new" label={t("licence.newPaper")} disabled={agreementIsMade} />
            <Radio value="known" label={t("licence.knownPaper")} disabled={agreementIsMade} />
          </div>
        </Radio.Group>
        {form.paperChoice === "new" ? (
          <AgreementFields
            short
            draft={form.header}
            onChange={(header) => onChange({ header: { ...form.header, ...header } })}
            // `kind` is said about the kind of right above, not about the kind of paper.
            errors={{ ...errors, kind: undefined }}
          />
        ) : (
          <KnownPaper form={form} onChange={onChange} errors={errors} />
        )}
      </section>
    </div>
  );
}
