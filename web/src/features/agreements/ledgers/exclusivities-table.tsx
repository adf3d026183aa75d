/** Every exclusivity, and where it meets a grant or something that is live. */
import { Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ExclusivityLine } from "@/api/types";
import { formatDay } from "@/lib/dates";
import { isCivilDay } from "@/lib/use-context";
import { withReadableDates } from "@/ui/server-words";
import table from "@/ui/table.module.css";
import { PaperCell } from "./caps-table";
import classes from "./ledgers.module.css";
import "./texts";

function Meets({ line }: { line: ExclusivityLine }) {
  const { t } = useTranslation("ledgers");
  if (line.conflicts.length === 0 && line.forbids_live.length === 0) {
    return <span className={table.faint}>{t("noConflict")}</span>;
  }
  return (
    <ul className={classes.trouble}>
      {line.forbids_live.length > 0 && (
        <li>
          <span className={classes.alarm}>{t("forbids", { count: line.forbids_live.length })}</span>{" "}
          {line.forbids_live.map((id, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <Link to="/publications/$publicationId" params={{ publicationId: id }}>
                {t("publication", { number: index + 1 })}
              </Link>
            </span>
          ))}
        </li>
      )}
      {line.conflicts.map((conflict) => (
        <li key={`${conflict.message} ${conflict.agreement ?? ""}`}>
          {withReadableDates(conflict.message)}{" "}
          {conflict.agreement != null && (
            <Link to="/agreements/$agreementId" params={{ agreementId: conflict.agreement }}>
              {t("other")}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function End({ until }: { until: string | null | undefined }) {
  const { t } = useTranslation("ledgers");
  if (until == null) return <>{t("endUnknown")}</>;
  if (until === "PERPETUAL") return <>{t("withoutEnd")}</>;
  return <>{t("until", { day: isCivilDay(until) ? formatDay(until) : withReadableDates(until) })}</>;
}

export function ExclusivitiesTable({ lines }: { lines: ExclusivityLine[] }) {
  const { t } = useTranslation("ledgers");
  return (
    <div className={table.frame}>
      <Table className={table.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("agreement")}</Table.Th>
            <Table.Th>{t("holder")}</Table.Th>
            <Table.Th>{t("what")}</Table.Th>
            <Table.Th>{t("meets")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.fact}>
              <Table.Td>
                <PaperCell paper={line.agreement} />
              </Table.Td>
              <Table.Td>
                <div className={table.strong}>{line.holder}</div>
                <div className={table.faint}>{line.direction === "ours" ? t("ours") : t("against")}</div>
              </Table.Td>
              <Table.Td>
                <div className={classes.what}>{withReadableDates(line.summary)}</div>
                <div className={table.faint}>
                  <End until={line.until} />
                </div>
              </Table.Td>
              <Table.Td>
                <Meets line={line} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
