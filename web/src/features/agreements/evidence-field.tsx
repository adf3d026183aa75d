/** Where a rule is written: a clause on record, a new quote, or the reason why there is no paper. */
import { NumberInput, Radio, Select, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Clause, NewClause } from "@/api/types";
import classes from "./forms.module.css";
import "./texts";

export type EvidenceDraft = {
  choice: "clause" | "quote" | "none" | null;
  clauseId: string | null;
  quote: string;
  page: string;
  reason: string;
};

export const emptyEvidence: EvidenceDraft = { choice: null, clauseId: null, quote: "", page: "", reason: "" };

export type EvidenceComplaint = "choose" | "clause" | "quote" | "reason";

/** What is missing, or null. */
export function evidenceComplaint(draft: EvidenceDraft): EvidenceComplaint | null {
  if (draft.choice === null) return "choose";
  if (draft.choice === "clause" && draft.clauseId === null) return "clause";
  if (draft.choice === "quote" && draft.quote.trim() === "") return "quote";
  if (draft.choice === "none" && draft.reason.trim() === "") return "reason";
  return null;
}

export function clauseBody(draft: EvidenceDraft): NewClause {
  const page = Number(draft.page);
  return Number.isInteger(page) && page > 0
    ? { quote: draft.quote.trim(), page }
    : { quote: draft.quote.trim() };
}

type Props = {
  draft: EvidenceDraft;
  onChange: (next: Partial<EvidenceDraft>) => void;
  /** Clauses on record to choose from. */
  clauses?: readonly Clause[];
  error?: string;
};

export function EvidenceField({ draft, onChange, clauses = [], error }: Props) {
  const { t } = useTranslation("agreements");
  const short = (clause: Clause) => {
    const quote = clause.quote.length > 90 ? `${clause.quote.slice(0, 90)}…` : clause.quote;
    return clause.page == null ? quote : `${t("evidence.pageShort", { page: clause.page })} ${quote}`;
  };
  return (
    <div className={classes.group}>
      <Radio.Group
        label={t("evidence.label")}
        description={t("evidence.hint")}
        value={draft.choice}
        onChange={(choice) => onChange({ choice: choice as EvidenceDraft["choice"] })}
        error={draft.choice === null ? error : undefined}
      >
        <div className={classes.choices}>
          {clauses.length > 0 && <Radio value="clause" label={t("evidence.onRecord")} />}
          <Radio value="quote" label={t("evidence.quote")} />
          <Radio value="none" label={t("evidence.none")} />
        </div>
      </Radio.Group>
      {draft.choice === "clause" && (
        <Select
          aria-label={t("evidence.onRecord")}
          placeholder={t("evidence.chooseClause")}
          data={clauses.map((clause) => ({ value: clause.id, label: short(clause) }))}
          value={draft.clauseId}
          onChange={(clauseId) => onChange({ clauseId })}
          error={error}
        />
      )}
      {draft.choice === "quote" && (
        <div className={classes.quote}>
          <Textarea
            label={t("evidence.words")}
            autosize
            minRows={2}
            maxRows={8}
            value={draft.quote}
            onChange={(event) => onChange({ quote: event.currentTarget.value })}
            error={error}
          />
          <NumberInput
            label={t("evidence.page")}
            min={1}
            hideControls
            value={draft.page}
            onChange={(page) => onChange({ page: String(page) })}
          />
        </div>
      )}
      {draft.choice === "none" && (
        <Textarea
          label={t("evidence.reason")}
          placeholder={t("evidence.reasonExample")}
          autosize
          minRows={2}
          value={draft.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
          error={error}
        />
      )}
    </div>
  );
}
