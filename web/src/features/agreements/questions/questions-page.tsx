/** What nobody has answered yet in the whole library, the question whose answer frees most first. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheckBig, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Question } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page } from "@/ui/page";
import { withReadableDates } from "@/ui/server-words";
import { Thumb } from "@/ui/thumb/thumb";
import { questionsQuery } from "../queries";
import { lookedAt, wordOf } from "./questions";
import classes from "./questions.module.css";
import "./texts";

function Answer({ question }: { question: Question }) {
  const { t } = useTranslation("questions");
  const asset = question.named[0];
  if (question.agreement != null) {
    const agreementId = question.agreement;
    return (
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/agreements/$agreementId" params={{ agreementId }} {...props} />}
      >
        {t("openAgreement")}
        <span className="visually-hidden">: {question.message}</span>
      </Button>
    );
  }
  if (asset === undefined) return null;
  return (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link to="/assets/$assetId" params={{ assetId: asset.id }} search={{ tab: "rights" }} {...props} />
      )}
    >
      {t("openAsset")}
      <span className="visually-hidden">: {question.message}</span>
    </Button>
  );
}

/** The first assets an answer would free. */
function Named({ question }: { question: Question }) {
  const { t } = useTranslation("questions");
  const rest = question.assets_freed - question.named.length;
  if (question.named.length === 0) return null;
  return (
    <ul className={classes.named} aria-label={t("named")}>
      {question.named.map((asset) => (
        <li key={asset.id}>
          <Link to="/assets/$assetId" params={{ assetId: asset.id }} search={{ tab: "rights" }}>
            <Thumb src={asset.thumbnail_url} color={asset.color} size={36} />
            <span>{asset.title}</span>
          </Link>
        </li>
      ))}
      {rest > 0 && <li className={classes.rest}>{t("more", { count: rest })}</li>}
    </ul>
  );
}

function Item({ question }: { question: Question }) {
  const { t } = useTranslation("questions");
  const word = wordOf(question.code);
  const { assets, assets_freed: freed, assets_looked_at: looked } = question;
  const numbers =
    freed === assets
      ? t("freedAll", { count: assets })
      : t("freed", { freed: formatCount(freed), looked: formatCount(looked) });
  return (
    <li className={classes.question}>
      <div className={classes.words}>
        <span className={classes.about}>{word === undefined ? question.code : t(`about.${word}`)}</span>
        <h2>{withReadableDates(question.message)}</h2>
        {word !== undefined && <p>{t(`how.${word}`)}</p>}
        <p className={classes.faint}>
          {t("assets", { count: assets, formatted: formatCount(assets) })}; {numbers}.
        </p>
        <Named question={question} />
      </div>
      <div className={classes.side}>
        <p className={classes.cells} title={t("frees_hint")}>
          <span>{t("frees")}</span>
          <strong>{formatCount(question.cells)}</strong>
          <span>{t("cells", { count: question.cells })}</span>
        </p>
        <Answer question={question} />
      </div>
    </li>
  );
}

function Content() {
  const { t } = useTranslation("questions");
  const answer = useQuery(questionsQuery);
  const questions = answer.data ?? [];
  const total = lookedAt(questions);
  const shared =
    total.looked === total.assets
      ? t("lookedAll")
      : t("lookedSome", { looked: formatCount(total.looked), assets: formatCount(total.assets) });
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button
          variant="default"
          leftSection={<RotateCw size={15} aria-hidden />}
          loading={answer.isFetching}
          onClick={() => void answer.refetch()}
        >
          {t("again")}
        </Button>
      }
    >
      {answer.isError && <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={320} />}
      {answer.isSuccess && questions.length === 0 && (
        <EmptyState
          icon={CircleCheckBig}
          title={t("empty")}
          actions={
            <Button variant="default" renderRoot={(props) => <Link to="/library" {...props} />}>
              {t("toLibrary")}
            </Button>
          }
        >
          {t("emptyText")}
        </EmptyState>
      )}
      {questions.length > 0 && (
        <>
          <ol className={classes.questions}>
            {questions.map((one) => (
              <Item
                key={`${one.code} ${one.agreement ?? ""} ${one.message} ${one.facts[0] ?? ""}`}
                question={one}
              />
            ))}
          </ol>
          <p className={classes.foot}>
            {t("looked", { count: total.questions, formatted: formatCount(total.questions), shared })}{" "}
            {t("limits")}
          </p>
        </>
      )}
    </Page>
  );
}

export function QuestionsPage() {
  const { t } = useTranslation("questions");
  return (
    <PermissionGate permission="view_agreements" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
