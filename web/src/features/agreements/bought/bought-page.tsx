/** What an agreement grants beside what of it was ever used: by channel, by place, and both as a matrix. */
import { Button, Checkbox, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, CircleSlash2, FileWarning } from "lucide-react";
import { useTranslation } from "react-i18next";
import { namesOf, rightsReferenceQuery } from "@/api/rights-reference";
import type { BoughtAndUsed, BoughtLine } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { PermissionGate } from "@/ui/access/permission-gate";
import { EmptyState } from "@/ui/feedback/empty-state";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { FilterRow } from "@/ui/filter-row";
import { Notice } from "@/ui/notice";
import { Page, Panel } from "@/ui/page";
import { agreementQuery } from "../queries";
import { linesOf, markOf, shareOf, unusedOf } from "./bought";
import classes from "./bought.module.css";
import { BoughtMatrix } from "./bought-matrix";
import type { BoughtSearch } from "./bought-search";
import { boughtQuery } from "./queries";
import "./texts";

type Naming = { channel: (key: string) => string; territory: (key: string) => string };

function Totals({ answer }: { answer: BoughtAndUsed }) {
  const { t } = useTranslation("bought");
  const { total } = answer;
  const figures = [
    [t("bought"), total.bought],
    [t("used"), total.used],
    [t("never"), unusedOf(total)],
    ...(total.beyond > 0 ? ([[t("beyond"), total.beyond]] as const) : []),
  ] as const;
  return (
    <>
      <dl className={classes.totals}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dd>{formatCount(value)}</dd>
            <dt>{name}</dt>
          </div>
        ))}
      </dl>
      <p className={classes.hint}>
        {t("assets", { used: formatCount(answer.assets_used), count: answer.assets })}.{" "}
        {t("publications", { count: answer.uses.length })}
        {answer.entries.length > 0 && ` ${t("entries", { count: answer.entries.length })}`}
        {total.beyond > 0 && ` ${t("beyondHint")}`}
      </p>
    </>
  );
}

function Line({ line, name }: { line: BoughtLine; name: string }) {
  const { t } = useTranslation("bought");
  const { count } = line;
  const mark = markOf(count);
  const words = t(`state.${mark}`, {
    bought: formatCount(count.bought),
    used: formatCount(count.used),
    beyond: formatCount(count.beyond),
  });
  return (
    <li className={classes.line}>
      <span className={classes.name}>{name}</span>
      <span className={classes.bar} aria-hidden>
        <span data-mark={mark} style={{ width: `${mark === "beyond" ? 100 : shareOf(count)}%` }} />
      </span>
      <span className={classes.words}>
        {words} · {t("uses", { count: line.uses })}
      </span>
    </li>
  );
}

function List({
  title,
  lines,
  nameOf,
  onlyNever,
}: {
  title: string;
  lines: readonly BoughtLine[];
  nameOf: (key: string) => string;
  onlyNever: boolean;
}) {
  const { t } = useTranslation("bought");
  const shown = linesOf(lines, onlyNever);
  return (
    <Panel title={title}>
      {shown.length === 0 && <p className={classes.hint}>{t("allUsed")}</p>}
      <ul className={classes.lines}>
        {shown.map((line) => (
          <Line key={line.key} line={line} name={nameOf(line.key)} />
        ))}
      </ul>
    </Panel>
  );
}

function Whole({ answer, search, names }: { answer: BoughtAndUsed; search: BoughtSearch; names: Naming }) {
  const { t } = useTranslation("bought");
  const navigate = useNavigate();
  const onlyNever = search.only === "never";
  const change = (next: BoughtSearch) => {
    const merge = (previous: Record<string, unknown>) => ({ ...previous, ...next });
    void navigate({ to: ".", search: merge as never, replace: true });
  };
  return (
    <div className={classes.whole}>
      {!answer.is_definite && (
        <Notice tone="warning" icon={FileWarning} title={t("notDefinite")}>
          {t("notDefiniteText")}
        </Notice>
      )}
      <Totals answer={answer} />
      {answer.assets_left_out > 0 && (
        <p className={classes.hint}>{t("leftOut", { count: answer.assets_left_out })}</p>
      )}
      <div className={classes.tools}>
        <FilterRow
          label={t("view")}
          options={[
            { key: "list", name: t("list") },
            { key: "matrix", name: t("matrix") },
          ]}
          value={search.view ?? "list"}
          onChange={(view) => change({ view: view === "matrix" ? "matrix" : undefined })}
        />
        <Checkbox
          label={t("onlyNever")}
          checked={onlyNever}
          onChange={(event) => change({ only: event.currentTarget.checked ? "never" : undefined })}
        />
      </div>
      {search.view === "matrix" ? (
        <BoughtMatrix answer={answer} onlyNever={onlyNever} names={names} />
      ) : (
        <div className={classes.halves}>
          <List title={t("byChannel")} lines={answer.channels} nameOf={names.channel} onlyNever={onlyNever} />
          <List title={t("byPlace")} lines={answer.places} nameOf={names.territory} onlyNever={onlyNever} />
        </div>
      )}
    </div>
  );
}

function Content() {
  const { t } = useTranslation("bought");
  const { agreementId } = useParams({ from: "/shell/agreements/$agreementId/bought" });
  const search = useSearch({ strict: false }) as BoughtSearch;
  const answer = useQuery(boughtQuery(agreementId));
  const { data: agreement } = useQuery(agreementQuery(agreementId));
  const { data: reference } = useQuery(rightsReferenceQuery);
  const names = namesOf(reference);
  return (
    <Page
      title={t("title")}
      lead={
        agreement === undefined
          ? undefined
          : t("lead", { title: `${agreement.reference} ${agreement.title}` })
      }
      actions={
        <Button
          variant="default"
          leftSection={<ArrowLeft size={15} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/agreements/$agreementId" params={{ agreementId }} search={{}} {...props} />
          )}
        >
          {t("toAgreement")}
        </Button>
      }
    >
      {answer.isPending && <Skeleton height={420} />}
      {answer.isError && <ErrorPanel error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data !== undefined && answer.data.channels.length === 0 && (
        <EmptyState icon={CircleSlash2} title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      )}
      {answer.data !== undefined && answer.data.channels.length > 0 && (
        <Whole answer={answer.data} search={search} names={names} />
      )}
    </Page>
  );
}

export function BoughtPage() {
  const { t } = useTranslation("bought");
  return (
    <PermissionGate permission="view_agreements" title={t("title")}>
      <Content />
    </PermissionGate>
  );
}
