/** What a paper costs and when notice can be given, with what can be done about each. */
import { ActionIcon, Button, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Banknote, BellRing, MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, Fact } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { confirm } from "@/ui/feedback/confirm";
import { sayProblem } from "@/ui/feedback/undo-toast";
import { Panel } from "@/ui/page";
import { withReadableDates } from "@/ui/server-words";
import { FactHistory } from "../fact-history";
import forms from "../forms.module.css";
import { deleteRule, useRightsChanged } from "../queries";
import { FeeDialog } from "./fee-dialog";
import { NoticeDialog } from "./notice-dialog";
import classes from "./papers.module.css";
import "./texts";
import "../texts";

type List = "fees" | "notice_windows";

function Line({
  agreement,
  list,
  fact,
  mayEdit,
}: {
  agreement: Agreement;
  list: List;
  fact: Fact;
  mayEdit: boolean;
}) {
  const { t } = useTranslation(["papers", "agreements"]);
  const [open, setOpen] = useState<"change" | "history" | null>(null);
  const changed = useRightsChanged();
  const close = () => setOpen(null);
  const remove = useMutation({
    mutationFn: () => deleteRule(agreement.id, list, fact.id),
    onSuccess: changed,
    onError: sayProblem,
  });
  const askRemove = async () => {
    const yes = await confirm({
      title: t("money.removeTitle"),
      message: t("money.removeText"),
      action: t("money.remove"),
      danger: true,
    });
    if (yes) remove.mutate();
  };
  const Icon = list === "fees" ? Banknote : BellRing;
  return (
    <li>
      <Icon size={18} aria-hidden />
      <div className={classes.words}>
        <span>{withReadableDates(fact.summary)}</span>
        <span className={classes.foot}>
          {t("agreements:rule.recorded", {
            at: formatInstant(fact.recorded_at),
            name: fact.recorded_by.name,
          })}
          <button type="button" aria-haspopup="dialog" onClick={() => setOpen("history")}>
            {t("agreements:history.open")}
          </button>
        </span>
      </div>
      {mayEdit && (
        <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t("money.actions")}>
              <MoreHorizontal size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setOpen("change")}>
              {t(list === "fees" ? "money.pay" : "money.change")}
            </Menu.Item>
            <Menu.Item onClick={() => void askRemove()}>{t("money.remove")}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {list === "fees" ? (
        <FeeDialog agreement={agreement} fee={fact} opened={open === "change"} onClose={close} />
      ) : (
        <NoticeDialog agreement={agreement} notice={fact} opened={open === "change"} onClose={close} />
      )}
      <FactHistory agreement={agreement} fact={fact.id} opened={open === "history"} onClose={close} />
    </li>
  );
}

type Props = { agreement: Agreement; mayAdd: boolean; mayEdit: boolean };

export function Money({ agreement, mayAdd, mayEdit }: Props) {
  const { t } = useTranslation("papers");
  const [adding, setAdding] = useState<List | null>(null);
  const close = () => setAdding(null);
  const lists = [
    ["fees", t("money.fees")],
    ["notice_windows", t("money.notices")],
  ] as const;
  return (
    <Panel
      title={t("money.title")}
      actions={
        mayAdd && (
          <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
            <Menu.Target>
              <Button size="compact-sm" variant="default">
                {t("money.add")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setAdding("fees")}>{t("money.addFee")}</Menu.Item>
              <Menu.Item onClick={() => setAdding("notice_windows")}>{t("money.addNotice")}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      {agreement.fees.length + agreement.notice_windows.length === 0 && (
        <p className={forms.hint}>{t("money.empty")}</p>
      )}
      {lists.map(([list, name]) =>
        agreement[list].length === 0 ? null : (
          <section key={list} className={classes.group}>
            <h3>{name}</h3>
            <ul className={classes.list}>
              {agreement[list].map((fact) => (
                <Line key={fact.id} agreement={agreement} list={list} fact={fact} mayEdit={mayEdit} />
              ))}
            </ul>
          </section>
        ),
      )}
      <FeeDialog agreement={agreement} opened={adding === "fees"} onClose={close} />
      <NoticeDialog agreement={agreement} opened={adding === "notice_windows"} onClose={close} />
    </Panel>
  );
}
