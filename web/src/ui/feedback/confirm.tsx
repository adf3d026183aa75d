/**
 * Asks before what cannot be undone: `if (await confirm({ title, message, action: "Take down" })) …`.
 * With `typed`, the person types that word first (for takedowns and deletions that cannot be taken back).
 */
import { Button, Group, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import i18next from "i18next";
import { type ReactNode, useState } from "react";

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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) answer(true);
      }}
    >
      <Text size="sm" component="div">
        {question.message}
      </Text>
      {question.typed !== undefined && (
        <TextInput
          mt="md"
          data-autofocus
          label={i18next.t("ui:typeToConfirm", { word: question.typed })}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={() => answer(false)}>
          {i18next.t("ui:cancel")}
        </Button>
        <Button type="submit" color={question.danger === true ? "red.9" : undefined} disabled={!ready}>
          {question.action}
        </Button>
      </Group>
    </form>
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
