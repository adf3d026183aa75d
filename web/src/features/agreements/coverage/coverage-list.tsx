/** The same as the picture, in words: for screen readers, for paper, for whoever reads better than they see. */
import { useTranslation } from "react-i18next";
import type { Coverage, CoverageSlice } from "@/api/types";
import { withReadableDates } from "@/ui/server-words";
import { VerdictBadge } from "@/ui/verdict/verdict-badge";
import { signOf } from "@/ui/verdict/words";
import { alikeColumns, type Heading, spanWords, toneOf } from "./coverage";
import classes from "./coverage.module.css";
import { useHeadingNames } from "./matrix";
import "./texts";

function Stretch({ coverage, slice }: { coverage: Coverage; slice: CoverageSlice }) {
  const quiet = toneOf(slice, coverage.reasons) === "none";
  const why = slice.reasons.map((at) => coverage.reasons[at]?.message ?? "");
  const duties = slice.duties.map((at) => coverage.duties[at]?.text ?? "");
  const words = [...new Set([...why, ...duties])].filter((text) => text !== "").slice(0, 3);
  return (
    <li>
      <span>{spanWords(slice)}</span>
      <VerdictBadge sign={quiet ? "NO_GRANT" : signOf(slice.state)} />
      <span>{words.map(withReadableDates).join(" ")}</span>
    </li>
  );
}

type Props = { coverage: Coverage; rows: Heading[]; columns: Heading[] };

export function CoverageList({ coverage, rows, columns }: Props) {
  const { t } = useTranslation("coverage");
  const { row: rowName, column: columnName } = useHeadingNames();
  const top = columns.filter((column) => column.parent === undefined);
  const leaves = columns.filter((column) => !column.opens);
  return (
    <div className={classes.list}>
      {rows.map((row) => {
        const groups = alikeColumns(coverage, row.index, leaves);
        const all = groups.length === 1;
        return (
          <section key={row.index}>
            <h2>{rowName(row)}</h2>
            <dl>
              {groups.map(([lane, alike]) => (
                <div key={lane} style={{ display: "contents" }}>
                  <dt>
                    {all
                      ? top.map(columnName).join(", ") || t("everywhere")
                      : alike.map(columnName).join(", ")}
                  </dt>
                  <dd>
                    <ul>
                      {(coverage.lanes[lane] ?? []).map((slice) => (
                        <Stretch key={slice.from} coverage={coverage} slice={slice} />
                      ))}
                    </ul>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
