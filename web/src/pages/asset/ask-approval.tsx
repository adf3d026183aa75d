/** Asks for an approval of this version for a use. The verdict is shown before it is sent. */

import { Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { apiUse, rightsReferenceQuery } from "@/api/rights-reference";
import type { Asset } from "@/api/types";
import { verdictQuery } from "@/api/verdicts";
import { useCurrentUse } from "@/lib/current-use";
import { civilDay } from "@/lib/dates";
import { isCivilDay, isCompleteUse, type UseContext } from "@/lib/use-context";
import { DayField } from "@/ui/day-field/day-field";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import { say } from "@/ui/feedback/undo-toast";
import { UseContextBar } from "@/ui/use-context-bar/use-context-bar";
import { VerdictSentence } from "@/ui/verdict/verdict-sentence";
import classes from "./asset-page.module.css";
import { askApproval } from "./queries";

type Props = {
  asset: Asset;
  /** The use to begin with; left out, the one of the page. */
  use: UseContext | undefined;
  opened: boolean;
  onClose: () => void;
};

function Form({ asset, use: given, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["pages", "ui"]);
  const [pageUse] = useCurrentUse();
  const [use, setUse] = useState(given ?? pageUse);
  const [note, setNote] = useState("");
  const [due, setDue] = useState("");
  const { data: reference } = useQuery(rightsReferenceQuery);
  const verdict = useQuery(verdictQuery(asset.id, use));
  const queries = useQueryClient();
  const complete = isCompleteUse(use);
  const ask = useMutation({
    mutationFn: () => {
      if (!isCompleteUse(use)) throw new Error("the use is not complete");
      return askApproval({
        asset_id: asset.id,
        use: apiUse(use),
        note: note.trim(),
        ...(isCivilDay(due) ? { due_on: due } : {}),
      });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["approvals"] });
      say(t("approval.asked"));
      onClose();
    },
  });
  const cleared = verdict.data?.headline === "ALLOWED" || verdict.data?.headline === "ALLOWED_WITH_DUTIES";
  return (
    <DialogForm
      onSubmit={() => complete && ask.mutate()}
      onCancel={onClose}
      action={t("approval.ask")}
      isSending={ask.isPending}
      disabled={!complete}
      error={ask.error}
    >
      <UseContextBar inline reference={reference} use={use} onChange={setUse} />
      <VerdictSentence
        verdict={verdict.data}
        error={verdict.error}
        label={t("approval.verdict")}
        useIsIncomplete={!complete}
        onRetry={() => void verdict.refetch()}
      />
      {complete && verdict.data !== undefined && !cleared && (
        <p className={classes.caution}>{t("approval.notCleared")}</p>
      )}
      <Textarea
        label={t("approval.note")}
        placeholder={t("approval.noteExample")}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <DayField label={t("approval.due")} min={civilDay(new Date())} value={due} w={180} onChange={setDue} />
      <p className={classes.small}>{t("approval.version", { number: asset.version.number })}</p>
    </DialogForm>
  );
}

export function AskApproval({ asset, use, opened, onClose }: Props) {
  const { t } = useTranslation(["pages", "ui"]);
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      size={640}
      title={t("approval.title", { title: asset.title })}
    >
      <Form asset={asset} use={use} onClose={onClose} />
    </FormDialog>
  );
}
