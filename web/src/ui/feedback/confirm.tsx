/**
 * Asks before what cannot be undone: `if (await confirm({ title, message, action: "Take down" })) …`.
 * With `typed`, the person types that word first (for takedowns and deletions that cannot be taken back).
 */
import { Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import i18next from "i18next";
import { type ReactNode, useState } from "react";
import { DialogForm } from "@/ui/dialog/dialog-form";

type Question = {
  title: string;
  message: ReactNode;
  /** The verb on the button. */
  action: string;
  danger?: boolean;
  typed?: string;
};

function Body({ question, answer }: { question: Question; answer: (yes: boolean) => void }) {
  const [word, setWord] = useState("");
  const ready = question.typed === undefined || word.trim() === question.typed;
  return (
    <DialogForm
      onSubmit={() => answer(true)}
      onCancel={() => answer(false)}
      action={question.action}
      danger={question.danger}
      disabled={!ready}
    >
      <Text size="sm" component="div">
        {question.message}
      </Text>
      {question.typed !== undefined && (
        <TextInput
          data-autofocus
          label={i18next.t("ui:typeToConfirm", { word: question.typed })}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
      )}
    </DialogForm>
  );
}

export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    let answered = false;
    const answer = (yes: boolean) => {
      if (answered) return;
      answered = true;
      modals.close(id);
      resolve(yes);
    };
    const id = modals.open({
      title: question.title,
      centered: true,
      closeButtonProps: { "aria-label": i18next.t("ui:close") },
      onClose: () => answer(false),
      children: <Body question={question} answer={(yes) => answer(yes)} />,
    });
  });
}
