/** Channels by territories, each cell a line over time. One tab stop; arrows move, Shift with arrows or a drag chooses. */
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useReferenceNames } from "@/api/rights-reference";
import type { Coverage } from "@/api/types";
import { Axis } from "@/ui/time-lanes/axis";
import { dayAt, placeOf, placeOfDays, type Window } from "@/ui/time-lanes/geometry";
import lanes from "@/ui/time-lanes/time-lanes.module.css";
import {
  type Heading,
  laneOf,
  type Move,
  moved,
  type Point,
  type Selection,
  spanWords,
  toneOf,
} from "./coverage";
import classes from "./coverage.module.css";
import "./texts";

type Props = {
  coverage: Coverage;
  rows: Heading[];
  columns: Heading[];
  window: Window;
  today: string;
  /** The stretch that is read now. */
  at: Point;
  selection: Selection | undefined;
  onAt: (next: Point) => void;
  /** From the stretch where it began to this one; over these days where they were dragged. */
  onSelect: (from: Point, to: Point, days?: Window) => void;
  onRelease: () => void;
  onFold: (axis: "rows" | "columns", index: number) => void;
  opened: { rows: ReadonlySet<number>; columns: ReadonlySet<number> };
};

const moves: Record<string, Move> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
};

const percent = (fraction: number) => `${(fraction * 100).toFixed(3)}%`;

type FoldProps = { heading: Heading; name: string; open: boolean; onFold: () => void; spaced?: boolean };

function Fold(props: FoldProps) {
  const { t } = useTranslation("coverage");
  if (!props.heading.opens) {
    return props.spaced && props.heading.parent === undefined ? <span className={classes.noFold} /> : null;
  }
  return (
    <button
      type="button"
      className={classes.fold}
      aria-expanded={props.open}
      aria-label={t(props.open ? "close" : "open", { name: props.name })}
      onClick={props.onFold}
    >
      <ChevronRight size={16} aria-hidden />
    </button>
  );
}

export function useHeadingNames() {
  const { t } = useTranslation("coverage");
  const names = useReferenceNames();
  const short = (heading: Heading, name: (key: string) => string) => {
    if (heading.parent === undefined || heading.leaves.length === 1) return name(heading.key);
    if (heading.leaves.length === 2) return heading.leaves.map(name).join(", ");
    return t("andMore", { first: name(heading.key), count: heading.leaves.length - 1 });
  };
  return {
    row: (heading: Heading) => short(heading, names.channel),
    column: (heading: Heading) => short(heading, names.territory),
    names,
  };
}

function Head({ columns, window, today, onFold, opened }: Props) {
  const { t } = useTranslation("coverage");
  const { column, names } = useHeadingNames();
  return (
    <thead>
      <tr>
        <th scope="col">{t("channel")}</th>
        {columns.map((one) => (
          <th
            key={one.index}
            scope="col"
            data-child={one.parent !== undefined}
            title={one.leaves.map(names.territory).join(", ")}
          >
            <span className={classes.heading}>
              <Fold
                heading={one}
                name={column(one)}
                open={opened.columns.has(one.index)}
                onFold={() => onFold("columns", one.index)}
              />
              <span>
                {column(one)}
                {one.leaves.length > 1 && !one.opens && (
                  <small>{t("same", { count: one.leaves.length })}</small>
                )}
              </span>
            </span>
            <div className={classes.months}>
              <Axis window={window} today={today} most={4} />
            </div>
          </th>
        ))}
      </tr>
    </thead>
  );
}

type CellProps = {
  props: Props;
  row: number;
  column: number;
  drag: (event: PointerEvent, start: boolean) => void;
};

function Cell({ props, row, column, drag }: CellProps) {
  const { t } = useTranslation(["coverage", "ui"]);
  const titles = useHeadingNames();
  const { coverage, window, at, selection } = props;
  const [rowHeading, columnHeading] = [props.rows[row], props.columns[column]];
  if (rowHeading === undefined || columnHeading === undefined) return null;
  const chosen = selection?.rows.includes(row) === true && selection.columns.includes(column);
  const box = chosen && selection !== undefined ? placeOfDays(selection.window, window) : undefined;
  return (
    <td
      className={classes.cell}
      data-cell={`${row} ${column}`}
      data-cross={row === at.row || column === at.column}
      onPointerDown={(event) => drag(event, true)}
      onPointerMove={(event) => drag(event, false)}
    >
      <div className={classes.lane}>
        <Axis window={window} today={props.today} most={12} labels={false} />
        {laneOf(coverage, rowHeading.index, columnHeading.index).map((slice, index) => {
          const place = placeOf(slice, window);
          const here = row === at.row && column === at.column && index === at.slice;
          const tone = toneOf(slice, coverage.reasons);
          const name = t("coverage:span", {
            channel: titles.row(rowHeading),
            territory: titles.column(columnHeading),
            span: spanWords(slice),
            state: t(`coverage:tone.${tone}`),
          });
          return (
            <button
              key={slice.from}
              type="button"
              className={lanes.span}
              data-tone={tone}
              data-at={`${row} ${column} ${index}`}
              aria-label={name}
              tabIndex={here ? 0 : -1}
              style={{ left: percent(place.start), width: `calc(${percent(place.length)} - 1px)` }}
              onFocus={() => props.onAt({ row, column, slice: index })}
              onPointerEnter={(event) => {
                if (event.buttons === 0 && selection === undefined) props.onAt({ row, column, slice: index });
              }}
            />
          );
        })}
        {box !== undefined && (
          <span
            className={classes.chosen}
            style={{ left: percent(box.start), width: percent(box.length) }}
            aria-hidden
          />
        )}
      </div>
    </td>
  );
}

/** Choosing by dragging with a mouse or a pen; fingers scroll. */
function useDrag(props: Props) {
  const began = useRef<{ point: Point; day: string } | null>(null);
  return (event: PointerEvent, start: boolean) => {
    if (event.pointerType === "touch" || (event.buttons & 1) === 0) return;
    const cell = event.currentTarget as HTMLElement;
    const [row = 0, column = 0] = (cell.dataset.cell ?? "").split(" ").map(Number);
    const lane = cell.firstElementChild?.getBoundingClientRect();
    if (lane === undefined) return;
    const day = dayAt((event.clientX - lane.left) / lane.width, props.window);
    const point = { row, column, slice: 0 };
    if (start) {
      began.current = { point, day };
      props.onRelease();
      return;
    }
    const from = began.current;
    if (from === null) return;
    const same = from.point.row === row && from.point.column === column;
    if (same && from.day === day) return;
    const days = from.day <= day ? { from: from.day, until: day } : { from: day, until: from.day };
    props.onSelect(from.point, point, days);
  };
}

export function Matrix(props: Props) {
  const { t } = useTranslation("coverage");
  const { row: rowName, names } = useHeadingNames();
  const table = useRef<HTMLTableElement>(null);
  const anchor = useRef<Point | null>(null);
  const moving = useRef(false);
  const drag = useDrag(props);
  const { at, coverage, rows, columns } = props;
  // After a step of the keyboard the focus follows, and what has it comes into sight.
  useEffect(() => {
    if (!moving.current) return;
    moving.current = false;
    table.current?.querySelector<HTMLElement>(`[data-at="${at.row} ${at.column} ${at.slice}"]`)?.focus();
  }, [at]);
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      anchor.current = null;
      props.onRelease();
      return;
    }
    const move = moves[event.key];
    if (move === undefined || !(event.target as HTMLElement).hasAttribute("data-at")) return;
    event.preventDefault();
    const lane = (row: number, column: number) =>
      laneOf(coverage, rows[row]?.index ?? -1, columns[column]?.index ?? -1);
    const next = moved(at, move, lane, { rows: rows.length, columns: columns.length });
    moving.current = true;
    props.onAt(next);
    if (event.shiftKey) {
      anchor.current ??= at;
      props.onSelect(anchor.current, next);
    } else {
      anchor.current = null;
      props.onRelease();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons within
    <div className={classes.frame} onKeyDown={press}>
      <table ref={table} className={classes.table} aria-label={t("tableLabel")}>
        <Head {...props} />
        <tbody>
          {rows.map((heading, row) => (
            <tr key={heading.index}>
              <th
                scope="row"
                data-child={heading.parent !== undefined}
                title={heading.leaves.map(names.channel).join(", ")}
              >
                <span className={classes.heading}>
                  <Fold
                    heading={heading}
                    name={rowName(heading)}
                    spaced
                    open={props.opened.rows.has(heading.index)}
                    onFold={() => props.onFold("rows", heading.index)}
                  />
                  <span>{rowName(heading)}</span>
                </span>
              </th>
              {columns.map((one, column) => (
                <Cell key={one.index} props={props} row={row} column={column} drag={drag} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
