/** Records a duty of law or of the house, corrects one, or takes a proposal over. */
import { Autocomplete, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { DutyRule, NewDutyRule } from "@/api/types";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormPanel } from "@/ui/dialog/form-panel";
import classes from "../forms.module.css";
import { serverErrors } from "../grant-dialog";
import { useRightsChanged } from "../queries";
import { ScopeFields } from "../scope-fields";
import {
  type DutyRuleDraft,
  dutyKinds,
  dutyRuleBody,
  dutyRuleDraft,
  emptyDutyRule,
  missingOf,
} from "./duty-draft";
import { flagKey, flagName, knownFlags } from "./flag-words";
import { saveDutyRule } from "./queries";
import "./texts";

type Props = {
  /** The one to correct. */
  rule?: DutyRule;
  /** What a new one begins with. */
  from?: NewDutyRule;
  opened: boolean;
  onClose: () => void;
};

function Form({ rule, from, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation("houseRules");
  const { data: reference } = useQuery(rightsReferenceQuery);
  const start = rule ?? from;
  const [draft, setDraft] = useState(() => (start === undefined ? emptyDutyRule : dutyRuleDraft(start)));
  const [asked, setAsked] = useState(false);
  const changed = useRightsChanged();
  const change = (next: Partial<DutyRuleDraft>) => setDraft((now) => ({ ...now, ...next }));
  const missing = missingOf(draft);
  const save = useMutation({
    mutationFn: () => saveDutyRule(rule?.id, dutyRuleBody(draft)),
    onSuccess: onClose,
    onSettled: changed,
  });
  if (reference === undefined) return null;
  const errors = serverErrors(save.error);
  const field = (key: "title" | "key" | "source" | "reason" | "text") => ({
    label: t(`field.${key}`),
    value: draft[key],
    error: asked && missing.includes(key) ? t("field.missing") : errors[key],
    onChange: (event: { currentTarget: { value: string } }) => change({ [key]: event.currentTarget.value }),
  });
  return (
    <DialogForm
      onSubmit={() => {
        setAsked(true);
        if (missing.length === 0) save.mutate();
      }}
      onCancel={onClose}
      action={t(rule === undefined ? "rules.record" : "rules.correct")}
      isSending={save.isPending}
      error={Object.keys(errors).length === 0 ? save.error : null}
    >
      <TextInput data-autofocus {...field("title")} />
      <div className={classes.pair}>
        <TextInput description={t("field.keyHint")} {...field("key")} />
        <Autocomplete
          label={t("field.flag")}
          description={t("field.flagHint")}
          data={knownFlags.map(flagName)}
          value={draft.flag === "" ? "" : flagName(draft.flag)}
          onChange={(words) => change({ flag: flagKey(words) })}
          error={asked && missing.includes("flag") ? t("field.missing") : errors.flag}
        />
      </div>
      <Select
        label={t("field.kind")}
        data={dutyKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        value={draft.kind}
        allowDeselect={false}
        onChange={(kind) => change({ kind: kind ?? draft.kind })}
      />
      <Textarea autosize minRows={2} maxRows={5} {...field("text")} />
      <TextInput {...field("source")} />
      <ScopeFields reference={reference} draft={draft} onChange={change} errors={errors} />
      <TextInput {...field("reason")} />
    </DialogForm>
  );
}

export function DutyRuleDialog(props: Props) {
  const { t } = useTranslation("houseRules");
  return (
    <FormPanel
      opened={props.opened}
      onClose={props.onClose}
      title={t(props.rule === undefined ? "rules.newTitle" : "rules.changeTitle")}
    >
      <Form {...props} />
    </FormPanel>
  );
}
