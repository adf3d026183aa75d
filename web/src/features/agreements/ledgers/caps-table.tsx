/** Every cap: how much of it is gone, and when nothing will be left if it goes on like that. */
import { Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, CircleSlash, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CapLine } from "@/api/types";
import { formatDay } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import { StateChip, type StateLooks } from "@/ui/state-chip";
import table from "@/ui/table.module.css";
import { strainOf } from "./ledgers";
import classes from "./ledgers.module.css";
import "./texts";

const looks = {
  over: ["alarm", CircleAlert],
  reached: ["warning", CircleSlash],
  close: ["warning", Hourglass],
  fine: ["good", CircleCheck],
} as const satisfies StateLooks;

export function PaperCell({ paper }: { paper: CapLine["agreement"] }) {
  const { t } = useTranslation("ledgers");
  return (
    <>
      <Link to="/agreements/$agreementId" params={{ agreementId: paper.id }} className={table.strong}>
        {paper.reference}
      </Link>
      <div className={table.faint}>{paper.title}</div>
      {!paper.is_definite && <div className={table.faint}>{t("notDefinite")}</div>}
    </>
  );
}

function Used({ cap }: { cap: CapLine }) {
  const { t } = useTranslation("ledgers");
  const share = (amount: number) => `${Math.min(100, cap.limit <= 0 ? 100 : (amount / cap.limit) * 100)}%`;
  // What a cap on different channels has used is counted in channels, not in quantities.
  const used = cap.limit - cap.remaining;
  const reserved = Math.min(cap.reserved, used);
  return (
    <>
      <div className={classes.number}>
        {t("usedOf", { used: formatCount(used), limit: formatCount(cap.limit), metric: cap.metric })}
      </div>
      <div className={classes.bar} data-strain={strainOf(cap)} aria-hidden>
        <span style={{ width: share(used - reserved) }} />
        <span data-reserved style={{ width: share(reserved) }} />
      </div>
      {reserved > 0 && <div className={table.faint}>{t("reserved", { count: formatCount(reserved) })}</div>}
    </>
  );
}

function Forecast({ cap }: { cap: CapLine }) {
  const { t } = useTranslation("ledgers");
  if (cap.kind !== "cumulative") {
    return <span className={table.faint}>{cap.kind === "concurrent" ? t("frees") : "–"}</span>;
  }
  if (cap.burn_per_day == null) return <span className={table.faint}>{t("noBurn")}</span>;
  const burn = cap.burn_per_day >= 10 ? Math.round(cap.burn_per_day) : Math.round(cap.burn_per_day * 10) / 10;
  return (
    <>
      <div className={classes.number}>{t("burn", { count: burn })}</div>
      {cap.reached_on != null && cap.remaining > 0 && (
        <div className={table.faint}>{t("reachedOn", { day: formatDay(cap.reached_on) })}</div>
      )}
    </>
  );
}

export function CapsTable({ caps }: { caps: CapLine[] }) {
  const { t } = useTranslation("ledgers");
  return (
    <div className={table.frame}>
      <Table className={table.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("agreement")}</Table.Th>
            <Table.Th>{t("cap")}</Table.Th>
            <Table.Th>{t("used")}</Table.Th>
            <Table.Th>{t("left")}</Table.Th>
            <Table.Th>{t("forecast")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {caps.map((cap) => {
            const strain = strainOf(cap);
            return (
              <Table.Tr key={`${cap.agreement.id} ${cap.cap}`}>
                <Table.Td>
                  <PaperCell paper={cap.agreement} />
                </Table.Td>
                <Table.Td>
                  <div className={table.strong}>{cap.cap}</div>
                  <div className={table.faint}>
                    {t(`kind.${cap.kind as "cumulative"}`, cap.kind)} · {t("entries", { count: cap.entries })}
                  </div>
                </Table.Td>
                <Table.Td>
                  <Used cap={cap} />
                </Table.Td>
                <Table.Td>
                  <StateChip tone={looks[strain][0]} icon={looks[strain][1]}>
                    {t(`strain.${strain}`)}
                  </StateChip>
                  <div className={table.faint}>
                    {cap.remaining < 0
                      ? t("over", { count: -cap.remaining })
                      : `${formatCount(cap.remaining)} ${cap.metric}`}
                  </div>
                </Table.Td>
                <Table.Td>
                  <Forecast cap={cap} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
