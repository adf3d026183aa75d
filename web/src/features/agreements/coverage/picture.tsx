/** The matrix with what is open, chosen and read in it, and the panel beside it. */
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Coverage } from "@/api/types";
import { useCurrentUse } from "@/lib/current-use";
import { say } from "@/ui/feedback/undo-toast";
import type { Window } from "@/ui/time-lanes/geometry";
import {
  askOf,
  columnsOf,
  isEmptyRow,
  joinedDays,
  laneOf,
  type Point,
  rowsOf,
  type Selection,
  selectionOf,
} from "./coverage";
import classes from "./coverage.module.css";
import { Detail } from "./detail";
import { Matrix, useHeadingNames } from "./matrix";
import "./texts";

function toggled(opened: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(opened);
  if (!next.delete(index)) next.add(index);
  return next;
}

/** Which families and groups are open, and whether lines without any grant are shown. */
export function useOpened(coverage: Coverage) {
  const [rows, setRows] = useState<ReadonlySet<number>>(new Set());
  const [columns, setColumns] = useState<ReadonlySet<number>>(new Set());
  const [showsEmpty, setShowsEmpty] = useState(false);
  const all = useMemo(() => rowsOf(coverage, rows), [coverage, rows]);
  const empty = useMemo(
    () => rowsOf(coverage, new Set()).filter((row) => isEmptyRow(coverage, row.index)),
    [coverage],
  );
  // Where nothing is granted at all, the empty lines are the answer.
  const hides = !showsEmpty && empty.length > 0 && empty.length < rowsOf(coverage, new Set()).length;
  const hidden = new Set(hides ? empty.map((row) => row.index) : []);
  return {
    rows: all.filter((row) => !hidden.has(row.parent ?? row.index)),
    columns: useMemo(() => columnsOf(coverage, columns), [coverage, columns]),
    empty,
    hides,
    setShowsEmpty,
    opened: { rows, columns },
    fold: (axis: "rows" | "columns", index: number) =>
      (axis === "rows" ? setRows : setColumns)((now) => toggled(now, index)),
  };
}

export type Opened = ReturnType<typeof useOpened>;

export function EmptyRows({ opened }: { opened: Opened }) {
  const { t } = useTranslation("coverage");
  const { row: rowName } = useHeadingNames();
  if (opened.empty.length === 0) return null;
  const names = opened.empty.map(rowName).join(", ");
  return (
    <p className={classes.emptyRows}>
      {opened.hides && <span>{t("emptyRows", { names })}</span>}
      <button type="button" className={classes.link} onClick={() => opened.setShowsEmpty(opened.hides)}>
        {t(opened.hides ? "showEmpty" : "hideEmpty")}
      </button>
    </p>
  );
}

type Props = { coverage: Coverage; opened: Opened; window: Window; today: string; stale: boolean };

/** The first stretch of the picture that is more than 'nothing granted'; else the very first. */
function firstPoint(coverage: Coverage, opened: Opened): Point {
  const { rows, columns } = opened;
  for (let row = 0; row < rows.length; row += 1) {
    for (let column = 0; column < columns.length; column += 1) {
      const lane = laneOf(coverage, rows[row]?.index ?? -1, columns[column]?.index ?? -1);
      const slice = lane.findIndex((one) => one.supports.length > 0);
      if (slice >= 0) return { row, column, slice };
    }
  }
  return { row: 0, column: 0, slice: 0 };
}

export function Picture({ coverage, opened, window, today, stale }: Props) {
  const { t } = useTranslation("coverage");
  const { row: rowName, column: columnName } = useHeadingNames();
  const [use, setUse] = useCurrentUse();
  const [wanted, setAt] = useState<Point>(() => firstPoint(coverage, opened));
  const [selection, setSelection] = useState<Selection>();
  const { rows, columns } = opened;
  const lane = (point: Point) =>
    laneOf(coverage, rows[point.row]?.index ?? -1, columns[point.column]?.index ?? -1);
  // What was read may have gone with a fold or another answer.
  const held = {
    row: Math.min(wanted.row, rows.length - 1),
    column: Math.min(wanted.column, columns.length - 1),
  };
  const at = { ...held, slice: Math.min(wanted.slice, Math.max(0, lane({ ...held, slice: 0 }).length - 1)) };
  const slice = lane(at)[at.slice];
  const select = (from: Point, to: Point, days?: Window) => {
    const [one, other] = [lane(from)[from.slice], lane(to)[to.slice]];
    const joined = days ?? (one !== undefined && other !== undefined ? joinedDays(one, other) : undefined);
    setSelection(joined === undefined ? undefined : selectionOf(from, to, joined));
  };
  const own = slice === undefined ? undefined : joinedDays(slice, slice);
  const chosen = selection ?? (own === undefined ? undefined : selectionOf(at, at, own));
  const asks = chosen === undefined ? undefined : askOf(chosen, rows, columns, use.purposes);
  const [rowHeading, columnHeading] = [rows[at.row], columns[at.column]];
  const release = () => setSelection(undefined);
  return (
    <div className={classes.layout} data-stale={stale}>
      <div>
        <Matrix
          coverage={coverage}
          rows={rows}
          columns={columns}
          window={window}
          today={today}
          at={at}
          selection={selection}
          opened={opened.opened}
          onAt={setAt}
          onSelect={select}
          onRelease={release}
          onFold={(axis, index) => {
            release();
            opened.fold(axis, index);
          }}
        />
        <EmptyRows opened={opened} />
      </div>
      <Detail
        coverage={coverage}
        slice={slice}
        channel={rowHeading === undefined ? "" : rowName(rowHeading)}
        territory={columnHeading === undefined ? "" : columnName(columnHeading)}
        asks={asks}
        chosen={selection !== undefined}
        onAsk={() => {
          if (asks === undefined) return;
          setUse(asks);
          say(t("asked"));
        }}
        onRelease={release}
      />
    </div>
  );
}
