/** The dialog of a question: what will happen, the way out, and the act by its name. */
import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DialogForm } from "@/ui/dialog/dialog-form";
import { FormDialog } from "@/ui/dialog/form-dialog";
import type { Question } from "./question";

type Props = { question: Question; answer: (yes: boolean) => void };

export default function ConfirmDialog({ question, answer }: Props) {
  const { t } = useTranslation("ui");
  const [word, setWord] = useState("");
  return (
    <FormDialog opened title={question.title} onClose={() => answer(false)}>
      <DialogForm
        onSubmit={() => answer(true)}
        onCancel={() => answer(false)}
        action={question.action}
        danger={question.danger}
        disabled={question.typed !== undefined && word.trim() !== question.typed}
      >
        <Text size="sm" component="div">
          {question.message}
        </Text>
        {question.typed !== undefined && (
          <TextInput
            data-autofocus
            label={t("typeToConfirm", { word: question.typed })}
            value={word}
            onChange={(event) => setWord(event.currentTarget.value)}
          />
        )}
      </DialogForm>
    </FormDialog>
  );
}
