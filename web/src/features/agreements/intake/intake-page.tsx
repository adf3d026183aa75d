/** Taking an agreement in: its clauses, what each means, and what it leaves open. All of it goes by keyboard too. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Agreement } from "@/api/types";
import { useKeys } from "@/lib/keys";
import { PermissionGate } from "@/ui/access/permission-gate";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page } from "@/ui/page";
import { NewClauseForm } from "../clauses";
import { Findings } from "../findings";
import { GrantDialog } from "../grant-dialog";
import { agreementQuery, findingsQuery } from "../queries";
import { RestrictionDialog } from "../restriction-dialog";
import { ClauseList } from "./clause-list";
import { ClauseRules } from "./clause-rules";
import { choicesOf, loose, stepped } from "./intake";
import classes from "./intake.module.css";
import { Paper } from "./paper";
import { Progress } from "./progress";
import { openQuestionsQuery } from "./queries";
import { QuestionList } from "./question-list";
import "./texts";

type Adding = "clause" | "grant" | "restriction";

/** The next open question gets the focus, after the last one the first. */
function focusNextQuestion() {
  const all = [...document.querySelectorAll<HTMLElement>("[data-question]")];
  const active = document.activeElement;
  const at = active instanceof HTMLElement ? all.indexOf(active) : -1;
  all[(at + 1) % all.length]?.focus();
}

type Acts = { step: (by: 1 | -1) => void; open: () => void; add: (what: Adding) => void; mayEdit: boolean };

function useIntakeKeys({ step, open, add, mayEdit }: Acts) {
  const { t } = useTranslation("intake");
  const group = t("keys.group");
  useKeys([
    { keys: "ArrowDown", label: t("keys.down"), group, run: () => step(1) },
    { keys: "ArrowUp", label: t("keys.up"), group, run: () => step(-1) },
    {
      keys: "Enter",
      label: t("keys.enter"),
      group,
      run: () => {
        // On a clause, a button or a link Enter does what it always does there.
        const active = document.activeElement;
        if (active instanceof HTMLElement && active.matches("button, a, [role='menuitem']")) active.click();
        if (!(active instanceof HTMLElement) || !active.matches("a, button:not([data-clause])")) open();
      },
    },
    ...(mayEdit
      ? [
          { keys: "n", label: t("keys.clause"), group, run: () => add("clause") },
          { keys: "g", label: t("keys.grant"), group, run: () => add("grant") },
          { keys: "r", label: t("keys.restriction"), group, run: () => add("restriction") },
        ]
      : []),
    { keys: "q", label: t("keys.question"), group, run: focusNextQuestion },
  ]);
}

function Adders(props: {
  agreement: Agreement;
  clause: string | null;
  adding: Adding | null;
  onClose: () => void;
}) {
  const { agreement, adding, onClose } = props;
  const { t } = useTranslation("intake");
  const clause = props.clause === null || props.clause === loose ? undefined : props.clause;
  return (
    <>
      <FormDialog title={t("clauses.add")} opened={adding === "clause"} onClose={onClose} size={620}>
        <NewClauseForm agreement={agreement} onDone={onClose} />
      </FormDialog>
      <GrantDialog agreement={agreement} clause={clause} opened={adding === "grant"} onClose={onClose} />
      <RestrictionDialog
        agreement={agreement}
        clause={clause}
        opened={adding === "restriction"}
        onClose={onClose}
      />
    </>
  );
}

function Desk({ agreement }: { agreement: Agreement }) {
  const mayEdit = useMay("edit_agreements");
  const mayApprove = useMay("approve_agreements");
  const mayClear = mayApprove || agreement.review !== "approved";
  const mayRule = mayEdit && mayClear;
  const open = useQuery(openQuestionsQuery(agreement.id));
  const findings = useQuery(findingsQuery(agreement.id));
  const [wanted, choose] = useState<string | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
  const meaning = useRef<HTMLElement>(null);
  const choices = choicesOf(agreement);
  // What was chosen may have gone since.
  const chosen = wanted !== null && choices.includes(wanted) ? wanted : (choices[0] ?? null);
  useIntakeKeys({
    step: (by) => {
      const next = stepped(choices, chosen, by);
      choose(next);
      if (next !== null) document.querySelector<HTMLElement>(`[data-clause="${CSS.escape(next)}"]`)?.focus();
    },
    open: () => meaning.current?.focus(),
    add: setAdding,
    mayEdit: mayRule,
  });
  const clause = agreement.clauses.find((one) => one.id === chosen);
  return (
    <div className={classes.intake}>
      <Progress agreement={agreement} open={open.data} findings={findings.data} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <ClauseList
            agreement={agreement}
            open={open.data}
            chosen={chosen}
            onChoose={choose}
            onAdd={mayRule ? () => setAdding("clause") : undefined}
          />
          <Paper agreement={agreement} clause={clause} />
        </div>
        <div className={classes.column}>
          <ClauseRules
            agreement={agreement}
            clause={chosen}
            mayEdit={mayRule}
            heading={meaning}
            onAdd={setAdding}
          />
          <QuestionList agreement={agreement} mayEdit={mayRule} mayClear={mayClear} onChoose={choose} />
          <Findings agreement={agreement} />
        </div>
      </div>
      <Adders agreement={agreement} clause={chosen} adding={adding} onClose={() => setAdding(null)} />
    </div>
  );
}

function Content() {
  const { t } = useTranslation("intake");
  const { agreementId } = useParams({ from: "/shell/agreements/$agreementId/intake" });
  const answer = useQuery(agreementQuery(agreementId));
  if (answer.isError) {
    return (
      <Page title={t("title")} hideTitle>
        <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />
      </Page>
    );
  }
  const agreement = answer.data;
  if (agreement === undefined) {
    return (
      <Page title={t("title")} hideTitle>
        <Skeleton height={420} />
      </Page>
    );
  }
  return (
    <Page
      title={agreement.title}
      lead={t("lead", { reference: agreement.reference })}
      actions={
        <Button
          variant="default"
          leftSection={<ArrowLeft size={15} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/agreements/$agreementId" params={{ agreementId }} search={{}} {...props} />
          )}
        >
          {t("toAgreement")}
        </Button>
      }
    >
      <Desk agreement={agreement} />
    </Page>
  );
}

export function IntakePage() {
  const { t } = useTranslation("intake");
  return (
    <PermissionGate permission="view_agreements" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
