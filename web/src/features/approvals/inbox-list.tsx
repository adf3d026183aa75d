/** The list of the inbox: picture, use in words, the verdict now, who asked, until when. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { Approval } from "@/api/types";
import { civilDay, formatDay } from "@/lib/dates";
import { AssetThumb } from "@/ui/asset-thumb";
import { wordsOfUse } from "@/ui/use-words";
import { VerdictBadge } from "@/ui/verdict/verdict-badge";
import { signOf } from "@/ui/verdict/words";
import { ApprovalState } from "./approval-state";
import classes from "./approvals.module.css";

export function DueDay({ approval }: { approval: Approval }) {
  const { t } = useTranslation("approvals");
  const { due_on: due, state } = approval;
  if (due == null) return <span>{t("noDue")}</span>;
  const today = civilDay(new Date());
  if (state !== "open" || due > today) return <span>{t("due", { day: formatDay(due) })}</span>;
  return (
    <span className={classes.late}>
      {due === today ? t("dueToday") : t("overdue", { day: formatDay(due) })}
    </span>
  );
}

function Item({ approval, isSelected }: { approval: Approval; isSelected: boolean }) {
  const { t } = useTranslation("approvals");
  const names = useReferenceNames();
  return (
    <Link
      to="/approvals/$approvalId"
      params={{ approvalId: approval.id }}
      search={true}
      className={classes.item}
      aria-current={isSelected ? "page" : undefined}
    >
      <AssetThumb asset={approval.asset} />
      <span className={classes.itemText}>
        <span className={classes.itemTitle}>{approval.asset.title}</span>
        <span className={classes.use}>{wordsOfUse(approval.use, names, 2).join(" · ")}</span>
        <span className={classes.line}>
          {approval.state === "open" ? (
            <VerdictBadge sign={signOf(approval.verdict?.headline)} />
          ) : (
            <ApprovalState state={approval.state} />
          )}
        </span>
        {approval.state === "open" && approval.verdict != null && (
          <span className={classes.sentence}>{approval.verdict.sentence}</span>
        )}
        <span className={classes.line}>
          <span>{t("byWhom", { name: approval.requested_by.name })}</span>
          <DueDay approval={approval} />
        </span>
      </span>
    </Link>
  );
}

export function InboxList({ approvals, selected }: { approvals: Approval[]; selected: string | undefined }) {
  const { t } = useTranslation("approvals");
  if (approvals.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t("list")}>
      {approvals.map((approval) => (
        <li key={approval.id}>
          <Item approval={approval} isSelected={approval.id === selected} />
        </li>
      ))}
    </ul>
  );
}
