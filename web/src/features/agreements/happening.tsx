/** One thing that happened under a paper, as a line: what, who said so and when, what shows it, and what can be done. */
import { ActionIcon, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, Fact } from "@/api/types";
import { formatDayRange, formatInstant } from "@/lib/dates";
import { isCivilDay } from "@/lib/use-context";
import { confirm } from "@/ui/feedback/confirm";
import { sayProblem } from "@/ui/feedback/undo-toast";
import { FactHistory } from "./fact-history";
import classes from "./happenings.module.css";
import { deleteRule, useRightsChanged } from "./queries";
import "./texts";

type Props = {
  agreement: Agreement;
  list: "duty_events" | "usage";
  fact: Fact;
  /** What it says, in the words of the page. */
  children: ReactNode;
  mayEdit: boolean;
  onCorrect: () => void;
};

function Details({ fact }: { fact: Fact }) {
  const { t } = useTranslation("agreements");
  const text = (key: string) => {
    const value = fact.body[key];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const day = (value: unknown) => (isCivilDay(value) ? value : undefined);
  const { at, start, end } = fact.body;
  const days = formatDayRange(day(at) ?? day(start), day(at) ?? day(end));
  const said = [
    text("where"),
    text("by") === null ? null : t("happening.by", { name: text("by") ?? "" }),
    days === "" ? null : days,
    text("evidence") === null ? null : t("happening.evidence", { words: text("evidence") ?? "" }),
    text("note"),
  ].filter((one) => one !== null);
  return (
    <>
      {said.length > 0 && <span className={classes.said}>{said.join(" · ")}</span>}
      <span className={classes.foot}>
        {t("rule.recorded", { at: formatInstant(fact.recorded_at), name: fact.recorded_by.name })}
        {fact.change === "correction" && ` · ${t("history.change.correction")}`}
      </span>
    </>
  );
}

export function HappeningLine({ agreement, list, fact, children, mayEdit, onCorrect }: Props) {
  const { t } = useTranslation("agreements");
  const [history, setHistory] = useState(false);
  const changed = useRightsChanged();
  const remove = useMutation({
    mutationFn: () => deleteRule(agreement.id, list, fact.id),
    onSuccess: changed,
    onError: sayProblem,
  });
  const askRemove = async () => {
    const yes = await confirm({
      title: t(`happening.removeTitle.${list}`),
      message: t(`happening.removeText.${list}`),
      action: t("rule.remove"),
      danger: true,
    });
    if (yes) remove.mutate();
  };
  return (
    <li className={classes.line}>
      <div>
        <strong>{children}</strong>
        <Details fact={fact} />
      </div>
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("happening.actions")}
            loading={remove.isPending}
          >
            <MoreHorizontal size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setHistory(true)}>{t("history.open")}</Menu.Item>
          {mayEdit && <Menu.Item onClick={onCorrect}>{t("rule.correct")}</Menu.Item>}
          {mayEdit && <Menu.Item onClick={() => void askRemove()}>{t("rule.remove")}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <FactHistory agreement={agreement} fact={fact.id} opened={history} onClose={() => setHistory(false)} />
    </li>
  );
}
