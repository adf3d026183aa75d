/** What the agreement leaves open: how much stays not known because of it, and the one action that answers it. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheckBig } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { Agreement, OpenQuestion } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Panel } from "@/ui/page";
import { withReadableDates } from "@/ui/server-words";
import { AgreementDialog } from "../agreement-dialog";
import { DutyEventDialog } from "../duty-event-dialog";
import { GrantDialog } from "../grant-dialog";
import { wordsOfBox } from "../region-words";
import { RestrictionDialog } from "../restriction-dialog";
import { RevocationDialog } from "../revocation-dialog";
import { AnswerForm } from "./answer-form";
import classes from "./intake.module.css";
import { openQuestionsQuery } from "./queries";

type Props = {
  agreement: Agreement;
  mayEdit: boolean;
  mayClear: boolean;
  /** Shows the clause a question comes from. */
  onChoose: (clause: string) => void;
};

const actions = {
  "agreement.signature": "signature",
  "duty.before_use": "duty",
  "revocation.disputed": "revocation",
} as const;

/** The form of whatever the question is about. */
function Elsewhere({
  agreement,
  question,
  mayClear,
  opened,
  onClose,
}: Omit<Props, "onChoose" | "mayEdit"> & {
  question: OpenQuestion;
  opened: boolean;
  onClose: () => void;
}) {
  const frame = { agreement, opened, onClose };
  const fact = question.facts[0];
  const duty = agreement.duties.find((one) => one.id === question.duty);
  const revocation = agreement.revocations.find((one) => one.id === fact);
  const grant = agreement.grants.find((one) => one.id === fact);
  const restriction = agreement.restrictions.find((one) => one.id === fact);
  if (question.code === "agreement.signature") return <AgreementDialog {...frame} />;
  if (duty !== undefined) {
    return <DutyEventDialog {...frame} duty={duty} state="fulfilled" mayClear={mayClear} />;
  }
  if (revocation !== undefined) {
    const about = agreement.grants.find((one) => one.id === revocation.body.grant);
    return <RevocationDialog {...frame} rule={revocation} grant={about} />;
  }
  if (restriction !== undefined) return <RestrictionDialog {...frame} rule={restriction} />;
  return grant === undefined ? null : <GrantDialog {...frame} rule={grant} />;
}

function Weight({ question }: { question: OpenQuestion }) {
  const { t } = useTranslation("intake");
  if (question.cells == null) return <p className={classes.weight}>{t("questions.each")}</p>;
  const days = question.cell_days;
  return (
    <p className={classes.weight}>
      <strong>{formatCount(question.cells)}</strong>
      <span>{t("questions.cells")}</span>
      <span>{days == null ? t("questions.forever") : t("questions.days", { days: formatCount(days) })}</span>
      <span>{t("questions.assets", { count: question.assets })}</span>
    </p>
  );
}

function Item(props: Props & { question: OpenQuestion }) {
  const { agreement, question, mayEdit, mayClear, onChoose } = props;
  const { t } = useTranslation("intake");
  const { data: reference } = useQuery(rightsReferenceQuery);
  const [answering, setAnswering] = useState(false);
  const [elsewhere, setElsewhere] = useState(false);
  const here = question.answers.length > 0;
  const action = here ? "answer" : (actions[question.code as keyof typeof actions] ?? "rule");
  const first = question.unknown[0];
  const clause = agreement.clauses.find((one) => one.id === question.clause_id);
  return (
    <li className={classes.question}>
      <div>
        <h3>{withReadableDates(question.message)}</h3>
        {clause !== undefined && (
          <button type="button" className={classes.source} onClick={() => onChoose(clause.id)}>
            <q>{clause.quote}</q>
          </button>
        )}
        {first !== undefined && (
          <p className={classes.hint}>
            {wordsOfBox(first, reference)}
            {question.unknown.length > 1 && ` ${t("questions.more", { count: question.unknown.length - 1 })}`}
          </p>
        )}
        {answering && (
          <AnswerForm agreement={agreement} question={question} onDone={() => setAnswering(false)} />
        )}
      </div>
      <div className={classes.questionSide}>
        <Weight question={question} />
        {mayEdit && !answering && (
          <Button
            data-question
            size="compact-sm"
            variant="default"
            aria-haspopup={here ? undefined : "dialog"}
            aria-expanded={here ? answering : undefined}
            onClick={() => (here ? setAnswering(true) : setElsewhere(true))}
          >
            {action === "answer" ? t("questions.answer") : t(`questions.do.${action}`)}
            <span className="visually-hidden">: {question.message}</span>
          </Button>
        )}
        {!mayEdit && (
          <span className={classes.hint} data-question tabIndex={-1}>
            {t("questions.readOnly")}
          </span>
        )}
      </div>
      <Elsewhere
        agreement={agreement}
        question={question}
        mayClear={mayClear}
        opened={elsewhere}
        onClose={() => setElsewhere(false)}
      />
    </li>
  );
}

export function QuestionList(props: Props) {
  const { t } = useTranslation("intake");
  const { agreement } = props;
  const answer = useQuery(openQuestionsQuery(agreement.id));
  const items = answer.data?.items ?? [];
  return (
    <Panel title={t("questions.title")}>
      <p className={classes.hint}>{t("questions.lead")}</p>
      {answer.isPending && <Skeleton height={120} />}
      {answer.isError && <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isSuccess && items.length === 0 && agreement.grants.length > 0 && (
        <EmptyState icon={CircleCheckBig} title={t("questions.empty")}>
          {t("questions.emptyText")}
        </EmptyState>
      )}
      {answer.isSuccess && items.length === 0 && agreement.grants.length === 0 && (
        <p className={classes.hint}>{t("questions.noRules")}</p>
      )}
      <ol className={classes.questions}>
        {items.map((question) => (
          <Item key={question.key} {...props} question={question} />
        ))}
      </ol>
      {(answer.data?.assets_left_out ?? 0) > 0 && (
        <p className={classes.hint}>{t("questions.leftOut", { count: answer.data?.assets_left_out ?? 0 })}</p>
      )}
    </Panel>
  );
}
