/** The duties in force for marked assets, and those that law or good practice suggests. */
import { ActionIcon, Button, Menu, Skeleton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { MoreHorizontal, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { DutyRule, NewDutyRule } from "@/api/types";
import { confirm } from "@/ui/feedback/confirm";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { sayProblem } from "@/ui/feedback/undo-toast";
import { Panel } from "@/ui/page";
import { withReadableDates } from "@/ui/server-words";
import { useRightsChanged } from "../queries";
import { DutyRuleDialog } from "./duty-rule-dialog";
import classes from "./house-rules.module.css";
import { deleteDutyRule, dutyProposalsQuery, dutyRulesQuery } from "./queries";
import "./texts";

type Opened = { rule?: DutyRule; from?: NewDutyRule } | null;

function Row({ rule, onEdit }: { rule: DutyRule; onEdit: (() => void) | undefined }) {
  const { t } = useTranslation("houseRules");
  const changed = useRightsChanged();
  const remove = useMutation({
    mutationFn: () => deleteDutyRule(rule.id),
    onSuccess: changed,
    onError: sayProblem,
  });
  const askRemove = async () => {
    const yes = await confirm({
      title: t("rules.removeTitle"),
      message: t("rules.removeText"),
      action: t("rules.remove"),
      danger: true,
    });
    if (yes) remove.mutate();
  };
  return (
    <li>
      <div>
        <h3>{rule.title}</h3>
        <p>{rule.text}</p>
        <p className={classes.faint}>{withReadableDates(rule.summary)}</p>
        {rule.source != null && <p className={classes.faint}>{t("rules.source", { source: rule.source })}</p>}
      </div>
      {onEdit !== undefined && (
        <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              loading={remove.isPending}
              aria-label={t("rules.actions", { name: rule.title })}
            >
              <MoreHorizontal size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>{t("rules.edit")}</Menu.Item>
            <Menu.Item onClick={() => void askRemove()}>{t("rules.remove")}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}

function Proposals({ onTake }: { onTake: ((from: NewDutyRule) => void) | undefined }) {
  const { t } = useTranslation("houseRules");
  const proposals = useQuery(dutyProposalsQuery);
  return (
    <Panel title={t("proposals.title")}>
      <p className={classes.hint}>{t("proposals.hint")}</p>
      {proposals.isPending && <Skeleton height={160} />}
      {proposals.isError && <ErrorPanel error={proposals.error} onRetry={() => void proposals.refetch()} />}
      <ul className={classes.list}>
        {proposals.data?.map(({ advice, taken, ...rule }) => (
          <li key={rule.key}>
            <div>
              <h3>{rule.title}</h3>
              <p>{rule.text}</p>
              <p className={classes.faint}>{advice}</p>
              <p className={classes.faint}>{t("rules.source", { source: rule.source })}</p>
            </div>
            {taken ? (
              <span className={classes.taken}>{t("proposals.taken")}</span>
            ) : (
              onTake !== undefined && (
                <Button variant="default" size="compact-md" onClick={() => onTake(rule)}>
                  {t("proposals.take")}
                  <span className="visually-hidden">: {rule.title}</span>
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function DutyRules() {
  const { t } = useTranslation("houseRules");
  const rules = useQuery(dutyRulesQuery);
  const mayChange = useMay("approve_agreements");
  const [opened, open] = useState<Opened>(null);
  return (
    <>
      <Panel
        title={t("rules.title")}
        actions={
          mayChange && (
            <Button
              variant="default"
              size="compact-md"
              leftSection={<Plus size={14} aria-hidden />}
              onClick={() => open({})}
            >
              {t("rules.add")}
            </Button>
          )
        }
      >
        {rules.isPending && <Skeleton height={60} />}
        {rules.isError && <ErrorPanel error={rules.error} onRetry={() => void rules.refetch()} />}
        {rules.data?.length === 0 && <p className={classes.hint}>{t("rules.empty")}</p>}
        <ul className={classes.list}>
          {rules.data?.map((rule) => (
            <Row key={rule.id} rule={rule} onEdit={mayChange ? () => open({ rule }) : undefined} />
          ))}
        </ul>
      </Panel>
      <Proposals onTake={mayChange ? (from) => open({ from }) : undefined} />
      <DutyRuleDialog
        key={opened?.rule?.id ?? opened?.from?.key ?? "new"}
        rule={opened?.rule}
        from={opened?.from}
        opened={opened !== null}
        onClose={() => open(null)}
      />
    </>
  );
}
