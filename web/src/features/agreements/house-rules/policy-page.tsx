/** The rights policy of the house: what holds where agreements are silent, duties for marked assets, and their history. */
import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { RightsPolicy } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import { PermissionGate } from "@/ui/access/permission-gate";
import { ErrorPanel } from "@/ui/feedback/error-panel";
import { Page, Panel } from "@/ui/page";
import { withReadableDates } from "@/ui/server-words";
import { DutyRules } from "./duty-rules";
import { HouseReservation } from "./house-reservation";
import classes from "./house-rules.module.css";
import { majorities, PolicyDialog, tests } from "./policy-dialog";
import { houseRuleHistoryQuery, rightsPolicyQuery } from "./queries";
import "./texts";

function PolicyFacts({ policy }: { policy: RightsPolicy }) {
  const { t } = useTranslation("houseRules");
  const majority = majorities.find((one) => one === (policy.minor_majority ?? "review")) ?? "review";
  const test = tests.find((one) => one === (policy.territory_test ?? "targeted")) ?? "targeted";
  const shipped = (words: string, value: unknown) =>
    value == null ? t("silent.asShipped", { words }) : words;
  return (
    <>
      <dl className={classes.facts}>
        <div>
          <dt>{t("silent.majority")}</dt>
          <dd>{shipped(t(`silent.majorities.${majority}`), policy.minor_majority)}</dd>
        </div>
        <div>
          <dt>{t("silent.test")}</dt>
          <dd>{shipped(t(`silent.tests.${test}`), policy.territory_test)}</dd>
        </div>
        <div>
          <dt>{t("silent.grace")}</dt>
          <dd>
            {shipped(
              t("silent.days", { count: policy.withdrawal_grace_days ?? 0 }),
              policy.withdrawal_grace_days,
            )}
          </dd>
        </div>
      </dl>
      <p className={classes.hint}>
        {policy.recorded_at == null
          ? t("silent.shipped")
          : t("silent.recorded", {
              at: formatInstant(policy.recorded_at),
              name: policy.recorded_by?.name ?? "",
            })}
        {policy.reason != null && ` · ${policy.reason}`}
      </p>
    </>
  );
}

function Silent() {
  const { t } = useTranslation("houseRules");
  const policy = useQuery(rightsPolicyQuery);
  const mayChange = useMay("approve_agreements");
  const [changing, dialog] = useDisclosure(false);
  return (
    <Panel
      title={t("silent.title")}
      actions={
        mayChange &&
        policy.data !== undefined && (
          <Button variant="default" size="compact-md" onClick={dialog.open}>
            {t("change")}
          </Button>
        )
      }
    >
      {policy.isPending && <Skeleton height={60} />}
      {policy.isError && <ErrorPanel error={policy.error} onRetry={() => void policy.refetch()} />}
      {policy.data !== undefined && (
        <>
          <PolicyFacts policy={policy.data} />
          <PolicyDialog policy={policy.data} opened={changing} onClose={dialog.close} />
        </>
      )}
    </Panel>
  );
}

function History() {
  const { t } = useTranslation("houseRules");
  const history = useQuery(houseRuleHistoryQuery);
  if (history.isError) return <ErrorPanel error={history.error} onRetry={() => void history.refetch()} />;
  if (history.data === undefined || history.data.length === 0) return null;
  return (
    <Panel title={t("history.title")}>
      <ol className={classes.history}>
        {history.data.map((one) => (
          <li key={one.id} data-superseded={one.superseded_at != null}>
            <span>{withReadableDates(one.summary)}</span>
            <span className={classes.faint}>
              {formatInstant(one.recorded_at)} · {one.recorded_by.name} ·{" "}
              {one.superseded_at == null
                ? t("history.now")
                : t("history.until", { at: formatInstant(one.superseded_at) })}
              {one.reason != null && ` · ${one.reason}`}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

export function RightsPolicyPage() {
  const { t } = useTranslation("houseRules");
  return (
    <PermissionGate permission="view_agreements" title={t("title")}>
      <Page title={t("title")} lead={t("lead")}>
        <div className={classes.sections}>
          <Silent />
          <HouseReservation />
          <DutyRules />
          <History />
        </div>
      </Page>
    </PermissionGate>
  );
}
