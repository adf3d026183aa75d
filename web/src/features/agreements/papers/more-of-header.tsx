/** The rarer parts of a paper's head: further parties, the law it is under, the papers it changes. */
import { Collapse, Select, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HeaderDraft } from "../agreement-draft";
import forms from "../forms.module.css";
import { agreementChoiceQuery, agreementQuery } from "../queries";
import "./texts";

type Props = {
  draft: HeaderDraft;
  onChange: (next: Partial<HeaderDraft>) => void;
  errors: Partial<Record<string, string>>;
};

type PaperProps = {
  label: string;
  description: string;
  value: string | null;
  onChange: (id: string | null) => void;
  error: string | undefined;
};

/** One paper among those on record, found by its words. */
function PaperSelect({ label, description, value, onChange, error }: PaperProps) {
  const { t } = useTranslation("papers");
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words, 200);
  const found = useQuery(agreementChoiceQuery(asked));
  const chosen = useQuery({ ...agreementQuery(value ?? ""), enabled: value !== null });
  const choices = (found.data ?? []).map((one) => ({
    value: one.id,
    label: `${one.reference}: ${one.title}`,
  }));
  if (value !== null && !choices.some((one) => one.value === value)) {
    const own = chosen.data;
    choices.push({ value, label: own === undefined ? value : `${own.reference}: ${own.title}` });
  }
  return (
    <Select
      label={label}
      description={description}
      placeholder={t("head.findEarlier")}
      data={choices}
      value={value}
      onChange={onChange}
      searchable
      clearable
      filter={({ options }) => options}
      onSearchChange={setWords}
      nothingFoundMessage={t("head.noEarlier")}
      error={error}
    />
  );
}

export function MoreOfHeader({ draft, onChange, errors }: Props) {
  const { t } = useTranslation("papers");
  const names = ["coLicensors", "coLicensees", "beneficiaries"] as const;
  const filled =
    names.some((key) => draft[key] !== "") ||
    draft.governingLaw !== "" ||
    draft.amends !== null ||
    draft.replaces !== null;
  const [open, { toggle }] = useDisclosure(filled);
  const Chevron = open ? ChevronDown : ChevronRight;
  const field = { coLicensors: "co_licensors", coLicensees: "co_licensees", beneficiaries: "beneficiaries" };
  return (
    <div>
      <button type="button" className={forms.textButton} aria-expanded={open} onClick={toggle}>
        <Chevron size={14} aria-hidden />
        {t("head.more")}
      </button>
      <Collapse expanded={open} transitionDuration={100}>
        <div className={forms.more}>
          <div className={forms.pair}>
            {names.map((key) => (
              <Textarea
                key={key}
                label={t(`head.${key}`)}
                description={t(key === "beneficiaries" ? "head.beneficiariesHint" : "head.names")}
                autosize
                minRows={1}
                value={draft[key]}
                onChange={(event) => onChange({ [key]: event.currentTarget.value })}
                error={errors[field[key]]}
              />
            ))}
            <TextInput
              label={t("head.governingLaw")}
              description={t("head.governingLawHint")}
              value={draft.governingLaw}
              onChange={(event) => onChange({ governingLaw: event.currentTarget.value })}
              error={errors.governing_law}
            />
          </div>
          <div className={forms.pair}>
            <PaperSelect
              label={t("head.amends")}
              description={t("head.earlierHint")}
              value={draft.amends}
              onChange={(amends) => onChange({ amends })}
              error={errors.amends}
            />
            <PaperSelect
              label={t("head.replaces")}
              description={t("head.replacesHint")}
              value={draft.replaces}
              onChange={(replaces) => onChange({ replaces })}
              error={errors.replaces}
            />
          </div>
        </div>
      </Collapse>
    </div>
  );
}
