/** Changes what holds where agreements are silent. */
import { Alert, NumberInput, Radio, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RightsPolicy } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import classes from "../forms.module.css";
import { useRightsChanged } from "../queries";
import { savePolicy } from "./queries";
import "./texts";

type Props = { policy: RightsPolicy; opened: boolean; onClose: () => void };

export const majorities = ["review", "continue", "end"] as const;
export const tests = ["targeted", "accessible", "unspecified"] as const;

function Form({ policy, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation("houseRules");
  const [majority, setMajority] = useState(policy.minor_majority ?? "review");
  const [test, setTest] = useState(policy.territory_test ?? "targeted");
  const [grace, setGrace] = useState<string | number>(policy.withdrawal_grace_days ?? 0);
  const [reason, setReason] = useState("");
  const changed = useRightsChanged();
  const save = useMutation({
    mutationFn: () =>
      savePolicy({
        minor_majority: majority,
        territory_test: test,
        withdrawal_grace_days: Number(grace),
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      }),
    onSuccess: onClose,
    onSettled: changed,
  });
  return (
    <DialogForm
      onSubmit={() => save.mutate()}
      onCancel={onClose}
      action={t("silent.save")}
      isSending={save.isPending}
      error={save.error}
    >
      <Radio.Group label={t("silent.majority")} value={majority} onChange={setMajority}>
        <div className={classes.checks} style={{ marginTop: 6 }}>
          {majorities.map((one) => (
            <Radio key={one} value={one} label={t(`silent.majorities.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <Radio.Group label={t("silent.test")} value={test} onChange={setTest}>
        <div className={classes.checks} style={{ marginTop: 6 }}>
          {tests.map((one) => (
            <Radio key={one} value={one} label={t(`silent.tests.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <div className={classes.pair}>
        <NumberInput
          label={t("silent.grace")}
          description={t("silent.graceHint")}
          min={0}
          max={365}
          allowDecimal={false}
          hideControls
          value={grace}
          onChange={setGrace}
        />
        <TextInput
          label={t("silent.reason")}
          description={t("silent.reasonHint")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <Alert color="yellow" variant="light">
        {t("silent.warning")}
      </Alert>
    </DialogForm>
  );
}

export function PolicyDialog(props: Props) {
  const { t } = useTranslation("houseRules");
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} size={640} title={t("silent.changeTitle")}>
      <Form {...props} />
    </FormDialog>
  );
}
