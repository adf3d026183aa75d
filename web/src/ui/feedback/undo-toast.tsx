/**
 * Says what was done and offers to take it back for twelve seconds (WCAG 2.2.1 asks for at least ten).
 * Only for what the server can undo: never for rights, publishing, takedown, sharing or money.
 */
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import { sentenceOf } from "@/api/problem";
import classes from "./feedback.module.css";

export function offerUndo(message: string, undo: () => Promise<unknown>) {
  const id = notifications.show({
    autoClose: 12_000,
    closeButtonProps: { "aria-label": i18next.t("ui:close") },
    message: (
      <div className={classes.undo}>
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="light"
          onClick={async () => {
            notifications.hide(id);
            try {
              await undo();
              say(i18next.t("ui:undone"));
            } catch (error) {
              sayProblem(error);
            }
          }}
        >
          {i18next.t("ui:undo")}
        </Button>
      </div>
    ),
  });
}

/** A short message that something is done. */
export function say(message: string) {
  notifications.show({
    message,
    autoClose: 6_000,
    closeButtonProps: { "aria-label": i18next.t("ui:close") },
  });
}

/** A failed action, as a sentence that stays until it is closed. */
export function sayProblem(error: unknown) {
  notifications.show({
    message: sentenceOf(error),
    color: "red",
    autoClose: false,
    closeButtonProps: { "aria-label": i18next.t("ui:close") },
  });
}
