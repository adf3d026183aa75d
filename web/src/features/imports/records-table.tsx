/** The columns of a file of records with what becomes of each, and its first records as they would be taken. */
import { useTranslation } from "react-i18next";
import type { PreviewColumn, PreviewRow, RecordsPreview } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import table from "@/ui/table.module.css";
import classes from "./imports.module.css";

function Column({ column }: { column: PreviewColumn }) {
  const { t } = useTranslation("imports");
  const used = column.used_as?.split(", ").map((part) => t(`parts.${part}`, part));
  return (
    <tr>
      <td className={table.strong}>{column.name}</td>
      <td>{used === undefined ? <span className={table.faint}>{t("keptOnly")}</span> : used.join(", ")}</td>
      <td className={`${table.faint} ${table.minor}`}>{column.example}</td>
    </tr>
  );
}

function Row({ row }: { row: PreviewRow }) {
  const { t } = useTranslation("imports");
  return (
    <tr>
      <td className={table.faint}>{row.line}</td>
      <td>
        {row.refused != null ? (
          <>
            <div className={table.strong}>{t("results.refused")}</div>
            <div className={table.faint}>{row.refused}</div>
          </>
        ) : (
          <>
            <div className={table.strong}>{row.title}</div>
            <div className={table.faint}>
              {[row.external_id, row.keywords.join(", "), row.file].filter((part) => part).join(" · ")}
            </div>
          </>
        )}
      </td>
    </tr>
  );
}

export function RecordsTable({ preview }: { preview: RecordsPreview }) {
  const { t } = useTranslation("imports");
  return (
    <>
      {preview.refused > 0 && (
        <p className={classes.note} role="status">
          {t("someRefused", { refused: formatCount(preview.refused), lines: formatCount(preview.lines) })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.preview} aria-label={t("columnsAre")} tabIndex={0}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t("column")}</th>
              <th scope="col">{t("becomes")}</th>
              <th scope="col" className={table.minor}>
                {t("example")}
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.columns.map((column) => (
              <Column key={column.name} column={column} />
            ))}
          </tbody>
        </table>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.preview} aria-label={t("firstRecords")} tabIndex={0}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t("line")}</th>
              <th scope="col">{t("firstRecords")}</th>
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <Row key={row.line} row={row} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
