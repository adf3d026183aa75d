/** Says what is known about files that are being uploaded, for all of them or for one. */
import { Select, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormPanel } from "@/ui/dialog/form-panel";
import { allCollectionsQuery } from "../queries";
import { AgreementField, ReleaseField } from "./paper-field";
import { shownPeopleQuery } from "./queries";
import classes from "./rights-dialog.module.css";
import { complaintsOf, emptyPlan, isEmptyPlan, type UploadPlan } from "./upload-plan";
import { type UploadItem, uploadQueue } from "./upload-queue";
import "./texts";

type Part = { plan: UploadPlan; change: (next: Partial<UploadPlan>) => void };

/** Who is shown, for those who may know the people, and their consent. */
function PersonPart({ plan, change, error }: Part & { error?: string }) {
  const { t } = useTranslation("uploads");
  const { data = [] } = useQuery(shownPeopleQuery);
  return (
    <>
      <Select
        label={t("rights.person")}
        description={t("rights.personHint")}
        placeholder={t("rights.personPlaceholder")}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("rights.personPlaceholder") }}
        nothingFoundMessage={t("rights.nothingFound")}
        data={data.filter((one) => one.erased == null).map((one) => ({ value: one.id, label: one.name }))}
        value={plan.person?.id ?? null}
        onChange={(id) => {
          const chosen = data.find((one) => one.id === id);
          change({
            person: chosen === undefined ? null : { id: chosen.id, name: chosen.name },
            release: null,
          });
        }}
      />
      {plan.person !== null && (
        <ReleaseField
          key={plan.person.id}
          person={plan.person.id}
          value={plan.release}
          error={error}
          onChange={(release) => change({ release })}
        />
      )}
    </>
  );
}

function RightsPart({ plan, change, complaints }: Part & { complaints: readonly string[] }) {
  const { t } = useTranslation("uploads");
  const mayEdit = useMay("edit_agreements");
  const mayApprove = useMay("approve_agreements");
  const missing = (which: string) => (complaints.includes(which) ? t("rights.termsMissing") : undefined);
  if (!mayEdit) return <p className={classes.warning}>{t("rights.mayNotAtAll")}</p>;
  return (
    <>
      <AgreementField
        value={plan.agreement}
        error={missing("agreement")}
        onChange={(agreement) => change({ agreement, ...(agreement === null ? { notBefore: null } : {}) })}
      />
      {plan.agreement !== null && (
        <DayField
          label={t("rights.notBefore")}
          description={t("rights.notBeforeHint")}
          value={plan.notBefore ?? ""}
          error={complaints.includes("notBefore") ? t("rights.dayWrong") : undefined}
          onChange={(day) => change({ notBefore: day === "" ? null : day })}
        />
      )}
      {mayApprove && <PersonPart plan={plan} change={change} error={missing("release")} />}
    </>
  );
}

function FilesPart({ plan, change }: Part) {
  const { t } = useTranslation("uploads");
  const { data } = useQuery(allCollectionsQuery);
  const collections = data?.items ?? [];
  return (
    <>
      <TextInput
        label={t("rights.credit")}
        value={plan.credit}
        maxLength={300}
        onChange={(event) => change({ credit: event.currentTarget.value })}
      />
      <TagsInput
        label={t("rights.keywords")}
        description={t("rights.keywordsHint")}
        maxTags={100}
        value={plan.keywords}
        onChange={(keywords) => change({ keywords })}
      />
      <Select
        label={t("rights.collection")}
        placeholder={t("rights.collectionPlaceholder")}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("rights.collectionPlaceholder") }}
        nothingFoundMessage={t("rights.nothingFound")}
        data={collections.map((one) => ({ value: one.id, label: one.name }))}
        value={plan.collection?.id ?? null}
        onChange={(id) => {
          const chosen = collections.find((one) => one.id === id);
          change({ collection: chosen === undefined ? null : { id: chosen.id, name: chosen.name } });
        }}
      />
    </>
  );
}

export function RightsDialog({ items, onClose }: { items: UploadItem[]; onClose: () => void }) {
  const { t } = useTranslation("uploads");
  const [plan, setPlan] = useState<UploadPlan>(() => items[0]?.plan ?? emptyPlan);
  const [asked, setAsked] = useState(false);
  const change = (next: Partial<UploadPlan>) => setPlan((now) => ({ ...now, ...next }));
  const complaints = complaintsOf(plan);
  const save = () => {
    setAsked(true);
    if (complaints.length > 0) return;
    uploadQueue.plan(
      items.map((item) => item.key),
      isEmptyPlan(plan) ? null : plan,
    );
    onClose();
  };
  return (
    <FormPanel opened onClose={onClose} size={560} title={t("rights.title", { count: items.length })}>
      <DialogForm
        onSubmit={save}
        onCancel={onClose}
        action={t(isEmptyPlan(plan) ? "rights.saveNothing" : "rights.save")}
      >
        <p className={classes.lead}>{t(items.length === 1 ? "rights.leadOne" : "rights.lead")}</p>
        <h3 className={classes.heading}>{t("rights.aboutRights")}</h3>
        <RightsPart plan={plan} change={change} complaints={asked ? complaints : []} />
        <h3 className={classes.heading}>{t("rights.aboutFiles")}</h3>
        <FilesPart plan={plan} change={change} />
      </DialogForm>
    </FormPanel>
  );
}
