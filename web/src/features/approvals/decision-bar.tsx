/** Approve, ask for changes, decline, by button or by key; and in words why one of them is not possible. */
import { Alert, Button } from "@mantine/core";
import { Lock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import { useSession } from "@/api/session";
import type { Approval } from "@/api/types";
import { useKeys } from "@/lib/keys";
import { confirm } from "@/ui/feedback/confirm";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import classes from "./approvals.module.css";
import { DecisionNote } from "./decision-note";
import { answersFor, refusalOf } from "./inbox";
import { type useDecide, useWithdraw } from "./queries";
import { refusedVerdict } from "./refused-verdict";

type Props = { approval: Approval; decide: ReturnType<typeof useDecide> };

function Withdraw({ approval }: { approval: Approval }) {
  const { t } = useTranslation("approvals");
  const session = useSession();
  const withdraw = useWithdraw(approval.id);
  if (approval.state !== "open" || session?.person.id !== approval.requested_by.id) return null;
  const ask = async () => {
    const question = {
      title: t("withdraw.title"),
      message: t("withdraw.text"),
      action: t("withdraw.action"),
    };
    if (!(await confirm(question))) return;
    withdraw.mutate(undefined, { onSuccess: () => say(t("withdraw.done")), onError: sayProblem });
  };
  return (
    <Button variant="default" loading={withdraw.isPending} onClick={() => void ask()}>
      {t("withdraw.action")}
    </Button>
  );
}

function useReason(approval: Approval): string | null {
  const { t } = useTranslation("approvals");
  const refusal = refusalOf(approval);
  if (refusal === null) return null;
  if (refusal.kind === "not_cleared") return t("decide.notCleared");
  if (refusal.kind === "newer_version") return t("decide.newerVersion");
  return refusal.sentence;
}

function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation("approvals");
  if (error === null) return null;
  return (
    <Alert color="red" variant="light" role="alert" w="100%">
      {sentenceOf(error)} {refusedVerdict(error) !== undefined && t("decide.refused")}
    </Alert>
  );
}

export function DecisionBar({ approval, decide }: Props) {
  const { t } = useTranslation("approvals");
  const [asking, setAsking] = useState<"changes" | "decline" | null>(null);
  const answers = answersFor(approval);
  const reason = useReason(approval);
  const approve = () => {
    if (!answers.approve || decide.isPending) {
      if (reason !== null) say(reason);
      return;
    }
    decide.mutate({ outcome: "approve" }, { onSuccess: () => say(t("decide.approved")) });
  };
  const ask = (outcome: "changes" | "decline") => {
    if (answers[outcome]) setAsking(outcome);
    else if (reason !== null) say(reason);
  };
  const group = t("decide.group");
  useKeys(
    approval.state === "open"
      ? [
          { keys: "a", label: t("decide.approve"), group, run: approve },
          { keys: "c", label: t("decide.changes"), group, run: () => ask("changes") },
          { keys: "d", label: t("decide.decline"), group, run: () => ask("decline") },
        ]
      : [],
  );
  if (approval.state !== "open") return null;
  const blocked = { "data-disabled": true, "aria-disabled": true } as const;
  return (
    <section className={classes.bar} aria-label={t("decide.title")}>
      <Refused error={decide.error} />
      {reason !== null && (
        <p className={classes.refusal} id="why-not">
          <Lock size={16} aria-hidden />
          {reason}
        </p>
      )}
      <Button
        onClick={approve}
        loading={decide.isPending && asking === null}
        aria-describedby={reason === null ? undefined : "why-not"}
        {...(answers.approve ? {} : blocked)}
      >
        {t("decide.approve")}
        <kbd className={classes.key}>A</kbd>
      </Button>
      <Button variant="default" onClick={() => ask("changes")} {...(answers.changes ? {} : blocked)}>
        {t("decide.changes")}
        <kbd className={classes.key}>C</kbd>
      </Button>
      <Button variant="default" onClick={() => ask("decline")} {...(answers.decline ? {} : blocked)}>
        {t("decide.decline")}
        <kbd className={classes.key}>D</kbd>
      </Button>
      <span className={classes.grow} />
      <Withdraw approval={approval} />
      <DecisionNote
        outcome={asking}
        name={approval.requested_by.name}
        isSending={decide.isPending}
        onClose={() => setAsking(null)}
        onSend={(outcome, note) =>
          decide.mutate(
            { outcome, note },
            {
              onSuccess: () => say(t(outcome === "changes" ? "decide.changed" : "decide.declined")),
              onSettled: () => setAsking(null),
            },
          )
        }
      />
    </section>
  );
}
