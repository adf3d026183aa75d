/** The same days as a table, the soonest first. */
import { Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { DatedAgreement } from "@/api/types";
import { formatDay } from "@/lib/dates";
import table from "@/ui/table.module.css";
import { AlertLine } from "./alert";
import { listed, nearnessOf } from "./dates";
import classes from "./dates.module.css";
import { ActionLink } from "./dates-picture";
import "./texts";

export function DatesList({ papers, today }: { papers: DatedAgreement[]; today: string }) {
  const { t } = useTranslation("dates");
  return (
    <div className={table.frame}>
      <Table className={table.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("day")}</Table.Th>
            <Table.Th>{t("what")}</Table.Th>
            <Table.Th>{t("agreement")}</Table.Th>
            <Table.Th>
              <span className="visually-hidden">{t("next")}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {listed(papers).map(({ paper, date }) => {
            const near = nearnessOf(date.date, today);
            return (
              <Table.Tr key={`${paper.id} ${date.kind} ${date.date} ${date.what}`}>
                <Table.Td>
                  <div>{formatDay(date.date)}</div>
                  {near !== "later" && <div className={table.faint}>{t(`near.${near}`)}</div>}
                </Table.Td>
                <Table.Td>
                  <div>{date.what}</div>
                  <AlertLine date={date} today={today} />
                  {date.live_beyond > 0 && (
                    <div className={classes.heavy}>{t("beyond", { count: date.live_beyond })}</div>
                  )}
                </Table.Td>
                <Table.Td>
                  <Link
                    to="/agreements/$agreementId"
                    params={{ agreementId: paper.id }}
                    className={table.strong}
                  >
                    {paper.reference}
                  </Link>
                  <div className={table.faint}>{paper.title}</div>
                </Table.Td>
                <Table.Td className={table.end}>
                  <ActionLink paper={paper} date={date} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
