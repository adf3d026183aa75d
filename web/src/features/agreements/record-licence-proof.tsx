/** Third step: the words of the paper, and whether it counts from now on. */
import { Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { namesOf } from "@/api/rights-reference";
import type { RightsReference } from "@/api/types";
import { EvidenceField } from "./evidence-field";
import forms from "./forms.module.css";
import classes from "./record-licence.module.css";
import type { LicenceForm } from "./record-licence-form";
import { scopeSentence } from "./rule-words";
import "./texts";

type Props = {
  form: LicenceForm;
  onChange: (next: Partial<LicenceForm>) => void;
  reference: RightsReference;
  mayApprove: boolean;
  error?: string;
};

export function ProofStep({ form, onChange, reference, mayApprove, error }: Props) {
  const { t } = useTranslation("agreements");
  const unsigned = form.paperChoice === "new" && form.header.signedOn === "";
  return (
    <div className={forms.stack}>
      <p className={forms.preview}>
        <span>{t("licence.summary")}</span>
        {scopeSentence(form.grant, namesOf(reference))}
      </p>
      <EvidenceField
        draft={form.evidence}
        onChange={(evidence) => onChange({ evidence: { ...form.evidence, ...evidence } })}
        error={error}
      />
      <section className={classes.part}>
        <h3>{t("licence.counts")}</h3>
        {mayApprove ? (
          <Radio.Group
            aria-label={t("licence.counts")}
            value={form.approve ? "now" : "later"}
            onChange={(choice) => onChange({ approve: choice === "now" })}
          >
            <div className={forms.checks}>
              <Radio value="now" label={t("licence.approveNow")} description={t("licence.approveNowHint")} />
              <Radio
                value="later"
                label={t("licence.approveLater")}
                description={t("licence.approveLaterHint")}
              />
            </div>
          </Radio.Group>
        ) : (
          <p className={forms.hint}>{t("licence.cannotApprove")}</p>
        )}
        {unsigned && <p className={classes.caution}>{t("licence.unsigned")}</p>}
      </section>
    </div>
  );
}
