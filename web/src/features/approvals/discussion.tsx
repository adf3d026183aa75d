/** What was decided and said about an approval. Plain text, oldest first. */
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Approval, Decision } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { sayProblem } from "@/ui/feedback/undo-toast";
import classes from "./approvals.module.css";
import { useComment } from "./queries";

export function Decisions({ decisions }: { decisions: Decision[] }) {
  const { t } = useTranslation("approvals");
  return (
    <ul className={classes.talk}>
      {decisions.map((one) => (
        <li key={one.id}>
          <div className={classes.who}>
            <span>
              <strong>{one.by.name}</strong> {t(`decisions.${one.outcome}`, one.outcome)}
            </span>
            <time dateTime={one.decided_at}>{formatInstant(one.decided_at)}</time>
          </div>
          {one.note !== "" && <p>{one.note}</p>}
        </li>
      ))}
    </ul>
  );
}

export function Comments({ approval }: { approval: Approval }) {
  const { t } = useTranslation("approvals");
  const [body, setBody] = useState("");
  const comment = useComment(approval.id);
  const send = () => {
    if (body.trim() === "" || comment.isPending) return;
    comment.mutate(body.trim(), { onSuccess: () => setBody(""), onError: sayProblem });
  };
  return (
    <>
      {approval.comments.length === 0 && <p className={classes.none}>{t("comments.none")}</p>}
      <ul className={classes.talk}>
        {approval.comments.map((one) => (
          <li key={one.id}>
            <div className={classes.who}>
              <strong>{one.by.name}</strong>
              <time dateTime={one.written_at}>{formatInstant(one.written_at)}</time>
            </div>
            <p>{one.body}</p>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Textarea
          autosize
          minRows={2}
          aria-label={t("comments.label")}
          placeholder={t("comments.label")}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
          }}
        />
        <Button
          type="submit"
          variant="default"
          mt="xs"
          loading={comment.isPending}
          disabled={body.trim() === ""}
        >
          {t("comments.send")}
        </Button>
      </form>
    </>
  );
}
