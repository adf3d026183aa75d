/** The rules of a paper as sentences: what it grants, forbids, waives and takes back. */
import { ActionIcon, Button, Menu } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Ban, Check, CircleHelp, type LucideIcon, MoreHorizontal, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, Fact } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { confirm } from "@/ui/feedback/confirm";
import { sayProblem } from "@/ui/feedback/undo-toast";
import { Panel } from "@/ui/page";
import { withReadableDates } from "@/ui/server-words";
import { Thumb } from "@/ui/thumb/thumb";
import classes from "./agreements.module.css";
import forms from "./forms.module.css";
import { GrantDialog } from "./grant-dialog";
import { interestName } from "./interest-names";
import { deleteRule, factHistoryQuery, type RuleList, useRightsChanged } from "./queries";
import { RestrictionDialog } from "./restriction-dialog";
import { RevocationDialog } from "./revocation-dialog";

const icons: Readonly<Record<string, LucideIcon>> = {
  grant: Check,
  restriction: Ban,
  waiver: Undo2,
  revocation: Undo2,
};

/** What the record said before the last correction. */
function Earlier({ asset, rule }: { asset: string; rule: Fact }) {
  const { t } = useTranslation("agreements");
  const history = useQuery(factHistoryQuery(asset));
  const earlier = history.data?.filter((one) => one.entity_id === rule.id && one.superseded_at != null);
  if (earlier === undefined) return null;
  if (earlier.length === 0) return <p className={forms.hint}>{t("rule.noEarlier")}</p>;
  return (
    <ul className={classes.earlier}>
      {earlier.map((one) => (
        <li key={one.id}>
          {withReadableDates(one.summary)}
          <span>
            {t("rule.known", {
              from: formatInstant(one.recorded_at),
              until: formatInstant(one.superseded_at ?? ""),
              name: one.recorded_by.name,
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

type RuleProps = { agreement: Agreement; list: RuleList; rule: Fact; mayEdit: boolean; lit: boolean };

function RuleMenu({ agreement, list, rule }: Pick<RuleProps, "agreement" | "list" | "rule">) {
  const { t } = useTranslation("agreements");
  const [open, setOpen] = useState<"change" | "revoke" | null>(null);
  const changed = useRightsChanged();
  const remove = useMutation({
    mutationFn: () => deleteRule(agreement.id, list, rule.id),
    onSuccess: changed,
    onError: sayProblem,
  });
  const askRemove = async () => {
    const yes = await confirm({
      title: t("rule.removeTitle"),
      message: t("rule.removeText"),
      action: t("rule.remove"),
      danger: true,
    });
    if (yes) remove.mutate();
  };
  const changeable = list === "grants" || list === "restrictions";
  return (
    <>
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("rule.actions")} loading={remove.isPending}>
            <MoreHorizontal size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {changeable && <Menu.Item onClick={() => setOpen("change")}>{t("rule.correct")}</Menu.Item>}
          {list === "grants" && <Menu.Item onClick={() => setOpen("revoke")}>{t("rule.revoke")}</Menu.Item>}
          <Menu.Item onClick={() => void askRemove()}>{t("rule.remove")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {list === "grants" && (
        <>
          <GrantDialog
            agreement={agreement}
            rule={rule}
            opened={open === "change"}
            onClose={() => setOpen(null)}
          />
          <RevocationDialog
            agreement={agreement}
            grant={rule}
            opened={open === "revoke"}
            onClose={() => setOpen(null)}
          />
        </>
      )}
      {list === "restrictions" && (
        <RestrictionDialog
          agreement={agreement}
          rule={rule}
          opened={open === "change"}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function Rule({ agreement, list, rule, mayEdit, lit }: RuleProps) {
  const { t } = useTranslation("agreements");
  const [earlier, setEarlier] = useState(false);
  const interest = agreement.interests.find((one) => one.id === rule.body.interest);
  const clause = agreement.clauses.findIndex((one) => one.id === rule.clause_id);
  const page = clause < 0 ? null : (agreement.clauses[clause]?.page ?? null);
  const Icon = (rule.readable ? icons[rule.kind] : undefined) ?? CircleHelp;
  return (
    <li className={classes.rule} data-kind={rule.readable ? rule.kind : "unreadable"} data-lit={lit}>
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
        {!rule.readable && <p className={classes.unreadable}>{t("rule.unreadable")}</p>}
        <span className={classes.ruleFoot}>
          {clause < 0
            ? t("rule.noClause")
            : page === null
              ? t("rule.clause")
              : t("rule.clausePage", { page })}
          {" · "}
          {t("rule.recorded", { at: formatInstant(rule.recorded_at), name: rule.recorded_by.name })}
          {interest !== undefined && (
            <button type="button" aria-expanded={earlier} onClick={() => setEarlier((now) => !now)}>
              {t("rule.earlier")}
            </button>
          )}
        </span>
        {earlier && interest !== undefined && <Earlier asset={interest.asset.id} rule={rule} />}
      </div>
      {mayEdit && <RuleMenu agreement={agreement} list={list} rule={rule} />}
    </li>
  );
}

type Props = { agreement: Agreement; mayEdit: boolean; clause: string | null };

export function Rules({ agreement, mayEdit, clause }: Props) {
  const { t } = useTranslation("agreements");
  const [adding, setAdding] = useState<"grant" | "restriction" | null>(null);
  const groups = [
    ["grants", agreement.grants],
    ["restrictions", agreement.restrictions],
    ["waivers", agreement.waivers],
    ["revocations", agreement.revocations],
  ] as const;
  const none = groups.every(([, rules]) => rules.length === 0);
  return (
    <Panel
      title={t("rules.title")}
      actions={
        mayEdit ? (
          <div className={classes.panelActions}>
            <Button size="compact-sm" variant="default" onClick={() => setAdding("restriction")}>
              {t("rules.addRestriction")}
            </Button>
            <Button size="compact-sm" onClick={() => setAdding("grant")}>
              {t("rules.addGrant")}
            </Button>
          </div>
        ) : undefined
      }
    >
      {none && <p className={forms.hint}>{t("rules.empty")}</p>}
      {groups.map(
        ([name, rules]) =>
          rules.length > 0 && (
            <section key={name} className={classes.ruleGroup}>
              <h3>{t(`rules.${name}`)}</h3>
              <ul>
                {rules.map((rule) => (
                  <Rule
                    key={rule.id}
                    agreement={agreement}
                    list={name}
                    rule={rule}
                    mayEdit={mayEdit}
                    lit={clause !== null && rule.clause_id === clause}
                  />
                ))}
              </ul>
            </section>
          ),
      )}
      <GrantDialog agreement={agreement} opened={adding === "grant"} onClose={() => setAdding(null)} />
      <RestrictionDialog
        agreement={agreement}
        opened={adding === "restriction"}
        onClose={() => setAdding(null)}
      />
    </Panel>
  );
}
