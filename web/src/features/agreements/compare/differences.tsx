/** Answers in columns, aspects in rows; what only some of them say is set off. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { AssetRef, Verdict } from "@/api/types";
import { formatInstant } from "@/lib/dates";
import type { UseContext } from "@/lib/use-context";
import { withReadableDates, wordsOfRegion } from "@/ui/server-words";
import { Thumb } from "@/ui/thumb/thumb";
import { VerdictBadge } from "@/ui/verdict/verdict-badge";
import { signOf } from "@/ui/verdict/words";
import { type Aspect, isOwn, type Row } from "./compare";
import classes from "./compare.module.css";
import "./texts";

export type Column = {
  key: string;
  verdict: Verdict;
  asset: AssetRef | undefined;
  use: UseContext;
  /** The day at whose end this was known; now when it is left out. */
  known?: string;
};

function useLineWords() {
  const names = useReferenceNames();
  return (aspect: Aspect, line: string): string => {
    if (aspect === "cleared") return wordsOfRegion(line, names);
    if (aspect === "stable") return formatInstant(line);
    return withReadableDates(line);
  };
}

function Cell({ row, column, index }: { row: Row; column: Column; index: number }) {
  const { t } = useTranslation("compare");
  const words = useLineWords();
  const lines = row.cells[index] ?? [];
  if (row.aspect === "headline") {
    return (
      <>
        <VerdictBadge sign={signOf(column.verdict.headline)} />
        <span className={classes.context}>{withReadableDates(column.verdict.sentence)}</span>
      </>
    );
  }
  if (lines.length === 0) {
    return <span className={classes.faint}>{t(row.aspect === "stable" ? "forEver" : "nothingSaid")}</span>;
  }
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line} data-own={row.differs && isOwn(row, line)}>
          {words(row.aspect, line)}
        </li>
      ))}
    </ul>
  );
}

type Props = { columns: Column[]; rows: Row[]; contextOf: (column: Column) => string };

export function Differences({ columns, rows, contextOf }: Props) {
  const { t } = useTranslation("compare");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways can be reached with the keyboard
    <section className={classes.frame} tabIndex={0} aria-label={t("title")}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("aspect")}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <span className={classes.asset}>
                  <Thumb src={column.asset?.thumbnail_url} color={column.asset?.color} size={40} />
                  <Link to="/assets/$assetId" params={{ assetId: column.verdict.asset }}>
                    {column.asset?.title ?? "…"}
                  </Link>
                </span>
                <span className={classes.context}>{contextOf(column)}</span>
                <span className={classes.context}>
                  <Link to="/coverage" search={{ asset: column.verdict.asset }}>
                    {t("openCoverage")}
                  </Link>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.aspect} data-differs={row.differs && columns.length > 1}>
              <th scope="row">
                {t(`aspects.${row.aspect}`)}
                {columns.length > 1 && <small>{t(row.differs ? "differs" : "same")}</small>}
              </th>
              {columns.map((column, index) => (
                <td key={column.key}>
                  <Cell row={row} column={column} index={index} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
