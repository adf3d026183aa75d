/** Answers an open question: a choice, with a day or a zone where it asks for one, corrects every rule it is about. */
import { Alert, Button, Radio, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import { rightsReferenceQuery } from "@/api/rights-reference";
import type { Agreement, OpenQuestion } from "@/api/types";
import { DayField } from "@/ui/day-field/day-field";
import { useRightsChanged } from "../queries";
import classes from "./intake.module.css";
import { answerQuestion } from "./queries";

type Props = { agreement: Agreement; question: OpenQuestion; onDone: () => void };

export function AnswerForm({ agreement, question, onDone }: Props) {
  const { t } = useTranslation(["intake", "ui"]);
  const reference = useQuery(rightsReferenceQuery);
  const [choice, setChoice] = useState<string | null>(null);
  const [day, setDay] = useState("");
  const [zone, setZone] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const changed = useRightsChanged();
  const asks = question.answers.find((one) => one.choice === choice)?.asks ?? null;
  const complete = choice !== null && (asks !== "day" || day !== "") && (asks !== "zone" || zone !== null);
  const save = useMutation({
    mutationFn: () =>
      answerQuestion(agreement, {
        question: question.key,
        choice: choice ?? "",
        ...(asks === "day" ? { day } : {}),
        ...(asks === "zone" && zone !== null ? { zone } : {}),
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      }),
    onSuccess: onDone,
    onSettled: changed,
  });
  const form = useRef<HTMLFormElement>(null);
  // The button that opened it is gone: whoever goes by keyboard goes on with the first answer.
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>("input[type='radio']")?.focus();
  }, []);
  return (
    <form
      ref={form}
      className={classes.answer}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) save.mutate();
      }}
    >
      {save.error !== null && (
        <Alert color="red" role="alert">
          {sentenceOf(save.error)}
        </Alert>
      )}
      <Radio.Group label={t("questions.choice")} value={choice} onChange={setChoice}>
        <div className={classes.choices}>
          {question.answers.map((one) => (
            <Radio key={one.choice} value={one.choice} label={one.label} />
          ))}
        </div>
      </Radio.Group>
      {asks === "day" && <DayField label={t("questions.day")} value={day} onChange={setDay} w={200} />}
      {asks === "zone" && (
        <Select
          label={t("questions.zone")}
          placeholder={t("questions.zonePlaceholder")}
          data={reference.data?.zones ?? []}
          value={zone}
          onChange={setZone}
          searchable
          w={260}
        />
      )}
      <TextInput
        label={t("questions.reason")}
        description={t("questions.reasonHint")}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onDone}>
          {t("ui:cancel")}
        </Button>
        <Button type="submit" loading={save.isPending} disabled={!complete}>
          {question.facts.length === 1
            ? t("questions.saveOne")
            : t("questions.save", { count: question.facts.length })}
        </Button>
      </div>
    </form>
  );
}
