/** What was read from the chosen clause: its rules, each to be corrected in its own form, what is owed, what is limited. */
import { Button } from "@mantine/core";
import { Gauge, HandCoins } from "lucide-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement } from "@/api/types";
import { Panel } from "@/ui/page";
import { Rule } from "../rule";
import { rulesOf, type Term, termsOf } from "./intake";
import classes from "./intake.module.css";

type Props = {
  agreement: Agreement;
  clause: string | null;
  mayEdit: boolean;
  heading: RefObject<HTMLElement | null>;
  onAdd: (what: "grant" | "restriction") => void;
};

function TermLine({ term }: { term: Term }) {
  const { t } = useTranslation("intake");
  const timings = {
    pre: t("rules.duty.pre"),
    concurrent: t("rules.duty.concurrent"),
    post: t("rules.duty.post"),
  };
  const when = timings[term.detail as keyof typeof timings] ?? term.detail;
  const Icon = term.kind === "duty" ? HandCoins : Gauge;
  return (
    <li>
      <Icon size={15} aria-hidden />
      {term.kind === "duty"
        ? t("rules.dutyLine", { what: term.words, when })
        : t("rules.cap", { limit: term.words, metric: term.detail.replaceAll("_", " ") })}
    </li>
  );
}

export function ClauseRules({ agreement, clause, mayEdit, heading, onAdd }: Props) {
  const { t } = useTranslation("intake");
  const rules = clause === null ? [] : rulesOf(agreement, clause);
  const terms = termsOf(rules);
  return (
    <section ref={heading} tabIndex={-1} className={classes.meaning} aria-label={t("rules.title")}>
      <Panel
        title={t("rules.title")}
        actions={
          mayEdit ? (
            <div className={classes.buttons}>
              <Button
                size="compact-sm"
                variant="default"
                aria-haspopup="dialog"
                onClick={() => onAdd("restriction")}
              >
                {t("rules.restriction")}
              </Button>
              <Button size="compact-sm" aria-haspopup="dialog" onClick={() => onAdd("grant")}>
                {t("rules.grant")}
              </Button>
            </div>
          ) : undefined
        }
      >
        {rules.length === 0 && (
          <p className={classes.hint}>
            {clause === null ? t("rules.choose") : mayEdit ? t("rules.empty") : t("rules.emptyReadOnly")}
          </p>
        )}
        <ul className={classes.rules}>
          {rules.map(({ list, rule }) => (
            <Rule key={rule.id} agreement={agreement} list={list} rule={rule} mayEdit={mayEdit} lit={false} />
          ))}
        </ul>
        {terms.length > 0 && (
          <section className={classes.terms}>
            <h3>{t("rules.owed")}</h3>
            <ul>
              {terms.map((term) => (
                <TermLine key={term.key} term={term} />
              ))}
            </ul>
          </section>
        )}
      </Panel>
    </section>
  );
}
