/**
 * A form in a dialog: its fields, and at its foot what went wrong, the way out and the act.
 * The foot stays in sight while long forms scroll; a field that is refused gets the focus.
 */
import { Alert, Button } from "@mantine/core";
import { type FormEvent, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "@/api/problem";
import classes from "./dialog.module.css";

type Props = {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  onCancel: () => void;
  /** The verb on the button. */
  action: string;
  isSending?: boolean;
  disabled?: boolean;
  /** For what ends something or cannot be taken back. */
  danger?: boolean;
  /** 'Cancel' when left out. */
  cancel?: string;
  /** Why it was refused; null when it was not, or when a field says so. */
  error?: unknown;
  /** Below the error's sentence: what else there is to say or to do about it. */
  aboutError?: ReactNode;
  children: ReactNode;
};

/** Fields say it by ARIA; buttons may not, and say it by an attribute of ours. */
const refused = '[aria-invalid="true"], [data-refused="true"]';

export function DialogForm(props: Props) {
  const { t } = useTranslation("ui");
  const form = useRef<HTMLFormElement>(null);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // A dialog inside a form is a part of it for React, not for the person.
    event.stopPropagation();
    if (props.disabled === true) return;
    props.onSubmit(event);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(refused)?.focus());
  };
  return (
    <form ref={form} noValidate className={classes.form} onSubmit={send}>
      {props.children}
      <footer className={classes.foot}>
        {props.error != null && (
          <Alert color="red" role="alert" variant="light" className={classes.error}>
            {sentenceOf(props.error)}
            {props.aboutError}
          </Alert>
        )}
        <Button variant="default" onClick={props.onCancel}>
          {props.cancel ?? t("cancel")}
        </Button>
        <Button
          type="submit"
          color={props.danger === true ? "red.9" : undefined}
          loading={props.isSending}
          disabled={props.disabled}
        >
          {props.action}
        </Button>
      </footer>
    </form>
  );
}
