/** The quoted words of the paper, one to be chosen; how many rules stand on each and what it leaves open. */
import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, OpenQuestions } from "@/api/types";
import { Panel } from "@/ui/page";
import { choicesOf, loose, rulesOf } from "./intake";
import classes from "./intake.module.css";

type Props = {
  agreement: Agreement;
  open: OpenQuestions | undefined;
  chosen: string | null;
  onChoose: (clause: string) => void;
  /** Left out for those who may not record. */
  onAdd?: () => void;
};

function Entry({ agreement, open, id, chosen, onChoose }: Props & { id: string }) {
  const { t } = useTranslation("intake");
  const here = useRef<HTMLButtonElement>(null);
  const isChosen = chosen === id;
  useEffect(() => {
    if (isChosen) here.current?.scrollIntoView?.({ block: "nearest" });
  }, [isChosen]);
  const clause = agreement.clauses.find((one) => one.id === id);
  const rules = rulesOf(agreement, id);
  const questions = open?.items.filter((one) => (id === loose ? false : one.clause_id === id)).length ?? 0;
  return (
    <li>
      <button
        ref={here}
        type="button"
        data-clause={id}
        aria-pressed={isChosen}
        className={classes.clause}
        onClick={() => onChoose(id)}
      >
        {clause === undefined ? (
          <span>
            <strong>{t("clauses.loose")}</strong>
            <br />
            {t("clauses.looseText")}
          </span>
        ) : (
          <q>{clause.quote}</q>
        )}
        <span className={classes.clauseFoot}>
          {clause !== undefined &&
            (clause.page == null ? t("clauses.noPage") : t("clauses.page", { page: clause.page }))}
          <span data-none={rules.length === 0}>{t("clauses.rules", { count: rules.length })}</span>
          {questions > 0 && <span data-open>{t("clauses.open", { count: questions })}</span>}
        </span>
      </button>
    </li>
  );
}

export function ClauseList(props: Props) {
  const { t } = useTranslation("intake");
  const choices = choicesOf(props.agreement);
  return (
    <Panel
      title={t("clauses.title")}
      actions={
        props.onAdd === undefined ? undefined : (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Plus size={14} aria-hidden />}
            aria-haspopup="dialog"
            onClick={props.onAdd}
          >
            {t("clauses.add")}
          </Button>
        )
      }
    >
      {choices.length === 0 && <p className={classes.hint}>{t("clauses.empty")}</p>}
      <ul className={classes.clauses}>
        {choices.map((id) => (
          <Entry key={id} {...props} id={id} />
        ))}
      </ul>
    </Panel>
  );
}
