/** One rule of a paper: its sentence, what it is about, where it is written, its history, and what can be done with it. */
import { ActionIcon, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import {
  Ban,
  Check,
  CircleHelp,
  Handshake,
  Lock,
  type LucideIcon,
  MoreHorizontal,
  Undo2,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, Fact } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { withReadableDates } from "@/ui/server-words";
import { Thumb } from "@/ui/thumb/thumb";
import classes from "./agreements.module.css";
import { ChangeChip, FactHistory } from "./fact-history";
import { GrantDialog } from "./grant-dialog";
import { interestName } from "./interest-names";
import type { RuleList } from "./queries";
import { RemoveRuleDialog } from "./remove-rule-dialog";
import { RestrictionDialog } from "./restriction-dialog";
import { RevocationDialog } from "./revocation-dialog";
import { ruleAnchor } from "./rule-anchor";
import { TermsDialog } from "./terms-dialog";
import "./texts";

const icons: Readonly<Record<string, LucideIcon>> = {
  grant: Check,
  restriction: Ban,
  waiver: Undo2,
  revocation: Undo2,
  engagement: Handshake,
  exclusivity: Lock,
};

type Props = { agreement: Agreement; list: RuleList; rule: Fact; mayEdit: boolean; lit: boolean };

/** The form in which a rule of this list is corrected. */
function ChangeDialog(props: {
  agreement: Agreement;
  list: RuleList;
  rule: Fact;
  opened: boolean;
  onClose: () => void;
}) {
  const { list } = props;
  if (list === "grants") return <GrantDialog {...props} />;
  if (list === "restrictions") return <RestrictionDialog {...props} />;
  if (list === "revocations") {
    const grant = props.agreement.grants.find((one) => one.id === props.rule.body.grant);
    return <RevocationDialog {...props} grant={grant} />;
  }
  return <TermsDialog {...props} list={list} />;
}

function RuleMenu({ agreement, list, rule }: Pick<Props, "agreement" | "list" | "rule">) {
  const { t } = useTranslation("agreements");
  const [open, setOpen] = useState<"change" | "revoke" | "remove" | null>(null);
  return (
    <>
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("rule.actions")}>
            <MoreHorizontal size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen("change")}>
            {list === "grants" ? t("rule.change") : t("rule.correct")}
          </Menu.Item>
          {list === "grants" && <Menu.Item onClick={() => setOpen("revoke")}>{t("rule.revoke")}</Menu.Item>}
          <Menu.Item onClick={() => setOpen("remove")}>{t("rule.remove")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChangeDialog
        agreement={agreement}
        list={list}
        rule={rule}
        opened={open === "change"}
        onClose={() => setOpen(null)}
      />
      <RemoveRuleDialog
        agreement={agreement}
        list={list}
        rule={rule}
        opened={open === "remove"}
        onClose={() => setOpen(null)}
      />
      {list === "grants" && (
        <RevocationDialog
          agreement={agreement}
          grant={rule}
          opened={open === "revoke"}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

export function Rule({ agreement, list, rule, mayEdit, lit }: Props) {
  const { t } = useTranslation("agreements");
  const [history, setHistory] = useState(false);
  const about =
    agreement.grants.find((one) => one.id === rule.body.grant) ??
    agreement.restrictions.find((one) => one.id === rule.body.restriction);
  const interestId = rule.body.interest ?? about?.body.interest;
  const interest = agreement.interests.find((one) => one.id === interestId);
  const clause = agreement.clauses.findIndex((one) => one.id === rule.clause_id);
  const page = clause < 0 ? null : (agreement.clauses[clause]?.page ?? null);
  const Icon = (rule.readable ? icons[rule.kind] : undefined) ?? CircleHelp;
  return (
    <li
      id={ruleAnchor(rule.id)}
      className={classes.rule}
      data-kind={rule.readable ? rule.kind : "unreadable"}
      data-lit={lit}
    >
      <span className={classes.ruleSign} aria-hidden>
        <Icon size={15} />
      </span>
      <div className={classes.ruleBody}>
        {interest !== undefined && (
          <span className={classes.about}>
            <Thumb src={interest.asset.thumbnail_url} color={interest.asset.color} size={24} />
            <Link to="/assets/$assetId" params={{ assetId: interest.asset.id }}>
              {interest.asset.title}
            </Link>
            <span>{interestName(interest)}</span>
          </span>
        )}
        <p>{withReadableDates(rule.summary)}</p>
        {about !== undefined && (
          <span className={classes.ruleFoot}>
            {t("rule.about", { summary: withReadableDates(about.summary) })}
          </span>
        )}
        {!rule.readable && <p className={classes.unreadable}>{t("rule.unreadable")}</p>}
        <span className={classes.ruleFoot}>
          {rule.change !== "recorded" && <ChangeChip change={rule.change} />}
          {clause < 0
            ? t("rule.noClause")
            : page === null
              ? t("rule.clause")
              : t("rule.clausePage", { page })}
          {" · "}
          {t("rule.recorded", { at: formatInstant(rule.recorded_at), name: rule.recorded_by.name })}
          {rule.reason != null && ` · ${t("history.reason", { reason: rule.reason })}`}
          <button type="button" aria-haspopup="dialog" onClick={() => setHistory(true)}>
            {t("history.open")}
          </button>
        </span>
      </div>
      {mayEdit && <RuleMenu agreement={agreement} list={list} rule={rule} />}
      <FactHistory agreement={agreement} fact={rule.id} opened={history} onClose={() => setHistory(false)} />
    </li>
  );
}
