/** What would change, before it is done: the change, what follows from it, and below that the act. */
import { Radio } from "@mantine/core";
import { useIsFetching, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Agreement, PreviewedChange } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormPanel } from "@/ui/dialog/form-panel";
import { FindingList } from "./findings";
import classes from "./forms.module.css";
import { ImpactPreview } from "./impact";
import { type Change, changesOf, statusAfter } from "./possible-changes";
import { changeAgreement, moveReview, useRightsChanged } from "./queries";
import "./texts";

type Props = {
  agreement: Agreement;
  /** The change that is meant; left out, the person chooses. */
  change?: Change;
  opened: boolean;
  onClose: () => void;
};

function useAct(agreement: Agreement, change: Change | null, onDone: () => void) {
  const changed = useRightsChanged();
  return useMutation({
    mutationFn: () => {
      const status = change === null ? undefined : statusAfter[change];
      return status === undefined
        ? moveReview(agreement.id, "approved", agreement.revision)
        : changeAgreement(agreement, { status });
    },
    onSuccess: onDone,
    onSettled: changed,
  });
}

function Form({ agreement, change: meant, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["agreements", "ui"]);
  const possible = changesOf(agreement);
  const [change, setChange] = useState<Change | null>(meant ?? null);
  const mayApprove = useMay("approve_agreements");
  const asking = useIsFetching({ queryKey: ["agreements", "preview", agreement.id] }) > 0;
  const act = useAct(agreement, change, onClose);
  const notYet = change === "approve" && agreement.review !== "reviewed";
  const notAllowed = !mayApprove && (change === "approve" || agreement.review === "approved");
  return (
    <DialogForm
      onSubmit={() => act.mutate()}
      onCancel={onClose}
      action={change === null ? t("impact.choose") : t(`impact.act.${change}`)}
      isSending={act.isPending}
      disabled={change === null || asking || notYet || notAllowed}
      danger={change === "terminate" || change === "void" || change === "suspend"}
      error={act.error}
    >
      {meant === undefined && (
        <Radio.Group
          label={t("impact.which")}
          description={t("impact.whichHint")}
          value={change}
          onChange={(next) => setChange(next as PreviewedChange as Change)}
        >
          <div className={classes.checks} style={{ marginTop: 10 }}>
            {possible.map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`impact.changes.${one}`)}
                description={t(`impact.changeHints.${one}`)}
              />
            ))}
          </div>
        </Radio.Group>
      )}
      {change === "approve" && (
        <section className={classes.group} aria-label={t("findings.title")}>
          <span className={classes.label}>{t("findings.title")}</span>
          <FindingList agreement={agreement} />
        </section>
      )}
      {change !== null && <ImpactPreview agreement={agreement.id} change={{ change }} />}
      {notYet && <p className={classes.hint}>{t("impact.notYet")}</p>}
      {notAllowed && <p className={classes.hint}>{t("impact.notAllowed")}</p>}
    </DialogForm>
  );
}

export function ImpactDialog(props: Props) {
  const { t } = useTranslation("agreements");
  return (
    <FormPanel
      opened={props.opened}
      onClose={props.onClose}
      title={props.change === "approve" ? t("impact.approveTitle") : t("impact.button")}
    >
      <Form {...props} />
    </FormPanel>
  );
}
