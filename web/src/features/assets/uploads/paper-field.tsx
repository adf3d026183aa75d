/** Chooses a paper on record, and which of its terms hold for the files. */
import { Checkbox, Loader, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { paperQuery, papersQuery, releasesOfQuery } from "./queries";
import classes from "./rights-dialog.module.css";
import { type ChosenPaper, type Terms, termsOf } from "./upload-plan";

type Choice = { value: string; label: string };

type TermsProps = {
  paper: ChosenPaper;
  label: string;
  /** Only what is granted for this person. */
  person?: string;
  error?: string;
  onChange: (next: ChosenPaper) => void;
};

function TermsList({ terms, paper, onChange }: { terms: Terms[] } & Pick<TermsProps, "paper" | "onChange">) {
  const { t } = useTranslation("uploads");
  return (
    <div className={classes.terms}>
      {terms.map((one) => (
        <Checkbox
          key={one.id}
          checked={paper.like.includes(one.id)}
          label={
            <>
              <strong>{one.kind}</strong>
              <span>{one.summary}</span>
              {one.limits.length > 0 && <span>{t("rights.atMost", { limits: one.limits.join(", ") })}</span>}
            </>
          }
          onChange={(event) => {
            const others = paper.like.filter((id) => id !== one.id);
            onChange({ ...paper, like: event.currentTarget.checked ? [...others, one.id] : others });
          }}
        />
      ))}
    </div>
  );
}

/** The terms of a paper, and what choosing it means. One that has only one kind of terms needs no choice. */
function PaperTerms({ paper, label, person, error, onChange }: TermsProps) {
  const { t } = useTranslation("uploads");
  const mayApprove = useMay("approve_agreements");
  const { data } = useQuery(paperQuery(paper.id));
  const interests = data?.interests.filter((one) => person === undefined || one.person === person) ?? [];
  const terms = data === undefined ? [] : termsOf(data.grants, interests);
  const only = terms.length === 1 ? terms[0]?.id : undefined;
  const isUnset = paper.like.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each paper that leaves no choice
  useEffect(() => {
    if (only !== undefined && isUnset) onChange({ ...paper, like: [only] });
  }, [only, paper.id]);
  if (data === undefined) return <Loader size="sm" />;
  if (terms.length === 0) return <p className={classes.warning}>{t("rights.termsNone")}</p>;
  const isApproved = data.review === "approved";
  return (
    <>
      <fieldset className={classes.group} aria-invalid={error !== undefined}>
        <legend>{label}</legend>
        <TermsList terms={terms} paper={paper} onChange={onChange} />
        {error !== undefined && (
          <p className={classes.error} role="alert">
            {error}
          </p>
        )}
      </fieldset>
      <p className={isApproved && !mayApprove ? classes.warning : classes.note}>
        {!isApproved
          ? t("rights.countsNot", { review: t(`rights.reviewOf.${data.review}`) })
          : t(mayApprove ? "rights.counts" : "rights.mayNot")}
      </p>
    </>
  );
}

type Props = {
  value: ChosenPaper | null;
  onChange: (next: ChosenPaper | null) => void;
  error?: string;
};

/** Searches the papers on record. */
export function AgreementField({ value, onChange, error }: Props) {
  const { t } = useTranslation("uploads");
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words, 200);
  // What stands in the field once something is chosen is its name, not a question.
  const isName = value !== null && asked.startsWith(value.reference);
  const { data = [] } = useQuery(papersQuery(isName ? "" : asked.trim()));
  const found: Choice[] = data.map((one) => ({ value: one.id, label: `${one.reference} ${one.title}` }));
  const isListed = value === null || found.some((one) => one.value === value.id);
  const choices = isListed ? found : [{ value: value.id, label: value.reference }, ...found];
  return (
    <>
      <Select
        label={t("rights.agreement")}
        description={t("rights.agreementHint")}
        placeholder={t("rights.agreementPlaceholder")}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("rights.leave") }}
        // The server searches.
        filter={({ options }) => options}
        nothingFoundMessage={t("rights.agreementNone")}
        data={choices}
        value={value?.id ?? null}
        searchValue={words}
        onSearchChange={setWords}
        onChange={(id) => {
          const chosen = data.find((one) => one.id === id);
          onChange(chosen === undefined ? null : { id: chosen.id, reference: chosen.reference, like: [] });
        }}
      />
      {value !== null && (
        <PaperTerms
          key={value.id}
          paper={value}
          label={t("rights.terms")}
          error={error}
          onChange={onChange}
        />
      )}
    </>
  );
}

/** Chooses among the releases of one person. */
export function ReleaseField({ person, value, onChange, error }: Props & { person: string }) {
  const { t } = useTranslation("uploads");
  const { data } = useQuery(releasesOfQuery(person));
  if (data?.length === 0) return <p className={classes.note}>{t("rights.releaseNone")}</p>;
  return (
    <>
      <Select
        label={t("rights.release")}
        placeholder={t("rights.releasePlaceholder")}
        clearable
        clearButtonProps={{ "aria-label": t("rights.releasePlaceholder") }}
        data={(data ?? []).map((one) => ({ value: one.id, label: `${one.reference} ${one.title}` }))}
        value={value?.id ?? null}
        onChange={(id) => {
          const chosen = data?.find((one) => one.id === id);
          onChange(chosen === undefined ? null : { id: chosen.id, reference: chosen.reference, like: [] });
        }}
      />
      {value !== null && (
        <PaperTerms
          key={value.id}
          paper={value}
          person={person}
          label={t("rights.releaseTerms")}
          error={error}
          onChange={onChange}
        />
      )}
    </>
  );
}
