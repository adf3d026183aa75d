/** Asks before a rule is taken off the record, and shows first what would follow from that. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Agreement, Fact } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { withReadableDates } from "@/ui/server-words";
import classes from "./forms.module.css";
import { ImpactPreview } from "./impact";
import { deleteRule, type RuleList, useRightsChanged } from "./queries";
import "./texts";

type Props = { agreement: Agreement; list: RuleList; rule: Fact; opened: boolean; onClose: () => void };

function Form({ agreement, list, rule, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation("agreements");
  const changed = useRightsChanged();
  const remove = useMutation({
    mutationFn: () => deleteRule(agreement.id, list, rule.id),
    onSuccess: onClose,
    onSettled: changed,
  });
  return (
    <DialogForm
      onSubmit={() => remove.mutate()}
      onCancel={onClose}
      action={t("rule.remove")}
      isSending={remove.isPending}
      danger
      error={remove.error}
    >
      <p className={classes.preview}>
        <span>{t("rule.thisRule")}</span>
        {withReadableDates(rule.summary)}
      </p>
      <p className={classes.hint}>{t("rule.removeText")}</p>
      <ImpactPreview agreement={agreement.id} change={{ change: "facts", remove: [rule.id] }} />
    </DialogForm>
  );
}

export function RemoveRuleDialog(props: Props) {
  const { t } = useTranslation("agreements");
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} size={600} title={t("rule.removeTitle")}>
      <Form {...props} />
    </FormDialog>
  );
}
