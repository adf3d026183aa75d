/** The rules of a paper as sentences: what it grants, forbids, waives and takes back; who acts, what is kept free. */
import { Button, Menu } from "@mantine/core";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Agreement, Fact } from "@/api/types";
import { Panel } from "@/ui/page";
import classes from "./agreements.module.css";
import forms from "./forms.module.css";
import { GrantDialog } from "./grant-dialog";
import type { RuleList } from "./queries";
import { RestrictionDialog } from "./restriction-dialog";
import { Rule } from "./rule";
import { TermsDialog } from "./terms-dialog";
import "./texts";

type Props = { agreement: Agreement; mayEdit: boolean; clause: string | null };
type GroupProps = Props & { list: RuleList; rules: readonly Fact[] };

function Group({ agreement, mayEdit, clause, list, rules }: GroupProps) {
  const { t } = useTranslation("agreements");
  if (rules.length === 0) return null;
  return (
    <section className={classes.ruleGroup}>
      <h3>{t(`rules.${list}`)}</h3>
      <ul>
        {rules.map((rule) => (
          <Rule
            key={rule.id}
            agreement={agreement}
            list={list}
            rule={rule}
            mayEdit={mayEdit}
            lit={clause !== null && rule.clause_id === clause}
          />
        ))}
      </ul>
    </section>
  );
}

type Added = "grant" | "restriction" | "waivers";

function AddButtons({ agreement, onAdd }: { agreement: Agreement; onAdd: (what: Added) => void }) {
  const { t } = useTranslation("agreements");
  // They may also lift what another agreement forbids.
  const mayApprove = useMay("approve_agreements");
  return (
    <div className={classes.panelActions}>
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <Button size="compact-sm" variant="default" rightSection={<ChevronDown size={14} aria-hidden />}>
            {t("rules.addOther")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onAdd("restriction")}>{t("rules.addRestriction")}</Menu.Item>
          {(agreement.restrictions.length > 0 || mayApprove) && (
            <Menu.Item onClick={() => onAdd("waivers")}>{t("terms.add.waivers")}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" onClick={() => onAdd("grant")}>
        {t("rules.addGrant")}
      </Button>
    </div>
  );
}

export function Rules(props: Props) {
  const { agreement, mayEdit } = props;
  const { t } = useTranslation("agreements");
  const [adding, setAdding] = useState<Added | null>(null);
  const close = () => setAdding(null);
  const lists = ["grants", "restrictions", "waivers", "revocations"] as const;
  return (
    <Panel
      title={t("rules.title")}
      actions={mayEdit ? <AddButtons agreement={agreement} onAdd={setAdding} /> : undefined}
    >
      {lists.every((list) => agreement[list].length === 0) && (
        <p className={forms.hint}>{mayEdit ? t("rules.empty") : t("rules.none")}</p>
      )}
      {lists.map((list) => (
        <Group key={list} {...props} list={list} rules={agreement[list]} />
      ))}
      <GrantDialog agreement={agreement} opened={adding === "grant"} onClose={close} />
      <RestrictionDialog agreement={agreement} opened={adding === "restriction"} onClose={close} />
      <TermsDialog agreement={agreement} list="waivers" opened={adding === "waivers"} onClose={close} />
    </Panel>
  );
}

/** Who acts for the house under it, and what somebody has for themselves alone: a panel each. */
export function Terms(props: Props & { list: "engagements" | "exclusivities" }) {
  const { agreement, list, mayEdit } = props;
  const { t } = useTranslation("agreements");
  const [adding, setAdding] = useState(false);
  const rules = agreement[list];
  return (
    <Panel
      title={t(`terms.title.${list}`)}
      actions={
        mayEdit ? (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {t(`terms.add.${list}`)}
          </Button>
        ) : undefined
      }
    >
      {rules.length === 0 && <p className={forms.hint}>{t(`terms.empty.${list}`)}</p>}
      <ul className={classes.terms}>
        {rules.map((rule) => (
          <Rule
            key={rule.id}
            agreement={agreement}
            list={list}
            rule={rule}
            mayEdit={mayEdit}
            lit={props.clause !== null && rule.clause_id === props.clause}
          />
        ))}
      </ul>
      <TermsDialog agreement={agreement} list={list} opened={adding} onClose={() => setAdding(false)} />
    </Panel>
  );
}
