/** What the file of an asset says about its rights: claims to take in as proposals or to leave out, each with its trap. */
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleOff, Download, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { apiBase } from "@/api/client";
import { useMay } from "@/api/session";
import type { FileRights as Answer, StatementShown } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { say, sayProblem } from "@/ui/feedback/undo-toast";
import rights from "../asset-rights.module.css";
import { RuleList } from "../exchange/rule-list";
import { useRightsChanged } from "../queries";
import { DismissDialog } from "./dismiss-dialog";
import classes from "./file-rights.module.css";
import { acceptStatements, fileRightsQuery } from "./queries";
import "./texts";

type Acts = {
  mayEdit: boolean;
  isSending: boolean;
  accept: (keys: string[]) => void;
  dismiss: (key: string) => void;
};

function Decision({ decision }: { decision: NonNullable<StatementShown["decision"]> }) {
  const { t } = useTranslation("fileRights");
  const words = { name: decision.decided_by.name, at: formatInstant(decision.decided_at) };
  return (
    <p className={classes.decision}>
      <span>
        {decision.outcome === "accepted"
          ? t("accepted", words)
          : t("dismissed", { ...words, reason: decision.reason ?? "" })}
      </span>
      {decision.agreement != null && (
        <Link to="/agreements/$agreementId" params={{ agreementId: decision.agreement }}>
          {t("openAgreement")}
        </Link>
      )}
    </p>
  );
}

function Item({ item, acts }: { item: StatementShown; acts: Acts }) {
  const { t } = useTranslation("fileRights");
  const { statement, decision } = item;
  const what = statement.fields.map((field) => field.label).join(", ");
  const isOpen = decision == null && acts.mayEdit;
  return (
    <li className={classes.item}>
      <dl className={classes.fields}>
        {statement.fields.map((field) => (
          <div key={field.name}>
            <dt title={field.name}>{field.label}</dt>
            <dd>{field.value.length > 400 ? `${field.value.slice(0, 400)} …` : field.value}</dd>
          </div>
        ))}
      </dl>
      {statement.places.includes("beside") && (
        <p className={classes.place}>{t(statement.places.includes("inside") ? "inBoth" : "inBeside")}</p>
      )}
      <p className={classes.becomes}>
        <strong>{t("becomes")}:</strong> {statement.becomes}
      </p>
      <p className={classes.trap} data-unread={statement.unreadable != null}>
        {statement.unreadable == null ? (
          <TriangleAlert size={14} aria-hidden />
        ) : (
          <CircleOff size={14} aria-hidden />
        )}
        <span>
          <strong>{statement.unreadable == null ? t("trap") : t("unreadable")}:</strong>{" "}
          {statement.unreadable ?? statement.trap}
        </span>
      </p>
      {statement.rules.length > 0 && (
        <details>
          <summary>{t("rules")}</summary>
          <RuleList rules={statement.rules} />
        </details>
      )}
      {decision != null && <Decision decision={decision} />}
      {isOpen && (
        <div className={classes.actions}>
          {item.records_something && (
            <Button
              size="compact-sm"
              variant="default"
              disabled={acts.isSending}
              aria-label={t("acceptOne", { what })}
              onClick={() => acts.accept([statement.key])}
            >
              {t("accept")}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={acts.isSending}
            aria-label={t("dismissOne", { what })}
            onClick={() => acts.dismiss(statement.key)}
          >
            {t("dismiss")}
          </Button>
        </div>
      )}
    </li>
  );
}

/** What asks for a decision or had one; the rest is only told. */
const matters = (item: StatementShown) =>
  item.records_something || item.statement.unreadable != null || item.decision != null;

function Statements({ answer, acts }: { answer: Answer; acts: Acts }) {
  const { t } = useTranslation("fileRights");
  const shown = answer.items.filter(matters);
  const also = answer.items.filter((item) => !matters(item));
  const open = shown.filter((item) => item.decision == null && item.records_something);
  if (answer.items.length === 0)
    return <p className={classes.lead}>{t(answer.read ? "nothing" : "reading")}</p>;
  return (
    <>
      <p className={classes.lead}>{t("lead")}</p>
      {acts.mayEdit && open.length > 0 && (
        <div className={classes.head}>
          <Button
            size="compact-sm"
            loading={acts.isSending}
            onClick={() => acts.accept(open.map((item) => item.statement.key))}
          >
            {t("acceptAll", { count: open.length })}
          </Button>
        </div>
      )}
      <ul className={classes.list}>
        {shown.map((item) => (
          <Item key={item.statement.key} item={item} acts={acts} />
        ))}
      </ul>
      {also.length > 0 && (
        <details className={classes.also}>
          <summary>{t("also", { count: also.length })}</summary>
          <ul className={classes.list}>
            {also.map((item) => (
              <Item key={item.statement.key} item={item} acts={{ ...acts, mayEdit: false }} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Copies({ asset, inside }: { asset: string; inside: boolean }) {
  const { t } = useTranslation("fileRights");
  const mayDownload = useMay("download_originals");
  const base = `${apiBase}/assets/${encodeURIComponent(asset)}`;
  const link = (href: string, label: string, name?: string) => (
    <Button
      component="a"
      href={href}
      download={name ?? true}
      variant="default"
      size="compact-sm"
      leftSection={<Download size={14} aria-hidden />}
    >
      {label}
    </Button>
  );
  return (
    <div className={classes.head}>
      {link(`${base}/rights.xmp`, t("copy.beside"), "rights.xmp")}
      {mayDownload && inside && link(`${base}/original?rights=embedded`, t("copy.inside"))}
    </div>
  );
}

export function FileRights({ asset }: { asset: string }) {
  const { t } = useTranslation("fileRights");
  const mayView = useMay("view_agreements");
  const mayEdit = useMay("edit_agreements");
  const answer = useQuery({ ...fileRightsQuery(asset), enabled: mayView });
  const [dismissed, dismiss] = useState<string | null>(null);
  const changed = useRightsChanged();
  const accept = useMutation({
    mutationFn: (keys: string[]) => acceptStatements(asset, keys),
    onSuccess: () => say(t("done")),
    onSettled: changed,
    onError: sayProblem,
  });
  if (!mayView) return null;
  const acts = { mayEdit, isSending: accept.isPending, accept: accept.mutate, dismiss };
  return (
    <section className={rights.section}>
      <h3>{t("title")}</h3>
      {answer.isError && <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data !== undefined && <Statements answer={answer.data} acts={acts} />}
      <Copies asset={asset} inside={answer.data?.holds_rights === true} />
      <DismissDialog asset={asset} statement={dismissed} onClose={() => dismiss(null)} />
    </section>
  );
}
