/**
 * Pictures in justified rows, of which only those near the screen are in the page.
 *
 *     <PhotoGrid items={items} pending={40} selection={selection} onSelectionChange={setSelection}
 *                onOpen={(item) => …} onNeedMore={fetchNextPage} label="Assets" />
 *
 * Keys: arrows, Home, End; Space or x selects, with Shift a range; Enter opens; Escape clears; mod+a takes all.
 * One tab stop; the focused row stays in the page. Cells are plain DOM: a component library's badge in each
 * cell costs seven times the script of a frame.
 */
import { useElementSize } from "@mantine/hooks";
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  allSelected,
  emptySelection,
  isSelected,
  type Selection,
  selectRange,
  toggleSelected,
} from "@/lib/selection";
import verdictClasses from "@/ui/verdict/verdict.module.css";
import { lookOf, type Sign } from "@/ui/verdict/words";
import { clampRatio, type GridLayout, justify, neighborInRow, rowOf } from "./justify";
import classes from "./photo-grid.module.css";
import { scrollerOf, useRowWindow } from "./row-window";

export type GridItem = {
  id: string;
  title: string;
  width: number | null | undefined;
  height: number | null | undefined;
  /** Average colour, '#rrggbb', drawn before the picture. */
  color: string | null | undefined;
  /** Small picture, and a larger one for dense screens. */
  src: string | null | undefined;
  largeSrc: string | null | undefined;
  sign: Sign;
  /** Why there is no picture, e.g. 'Preview is being made'. */
  note?: string;
  /** Shown while the pointer rests on it: the server's sentence on its verdict. */
  hint?: string;
  /** Upper right, e.g. 'Video'. */
  tag?: string;
};

type Props = {
  items: readonly GridItem[];
  /** Cells still to come, drawn empty after the items. */
  pending?: number;
  /** Length of the whole list, loaded or not. */
  total: number;
  label: string;
  selection: Selection;
  onSelectionChange: (next: Selection) => void;
  onOpen: (item: GridItem) => void;
  /** The pointer or focus came to an item: a good time to prefetch. */
  onIntent?: (item: GridItem) => void;
  /** Called when the last loaded rows come near. May be called often. */
  onNeedMore?: () => void;
  /** An item that takes the focus when the grid appears: the one its reader comes back from. */
  focusId?: string;
  /** Height a row aims for, in px. */
  rowHeight?: number;
};

const gap = 6;

/** How wide a cell must be for its verdict in words: the sign and the edges, and about 6.6 px a letter at 12 px. */
function roomFor(word: string): number {
  return 42 + word.length * 6.6;
}

type CellProps = {
  item: GridItem;
  index: number;
  left: number;
  width: number;
  height: number;
  column: number;
  selected: boolean;
  tabbable: boolean;
  word: string;
};

const Cell = memo(function Cell({
  item,
  index,
  left,
  width,
  height,
  column,
  selected,
  tabbable,
  word,
}: CellProps) {
  const look = lookOf(item.sign);
  const Icon = look.icon;
  const narrow = width < roomFor(word);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cell cannot be placed freely
    <div
      role="gridcell"
      tabIndex={tabbable ? 0 : -1}
      aria-colindex={column + 1}
      aria-selected={selected}
      data-index={index}
      title={item.hint}
      data-narrow={narrow}
      className={classes.cell}
      style={{
        left,
        width,
        height,
        backgroundColor: item.src === null ? undefined : (item.color ?? undefined),
      }}
    >
      {item.src !== null && (
        <img
          src={item.src}
          srcSet={item.largeSrc === null ? undefined : `${item.src} 1x, ${item.largeSrc} 2x`}
          alt=""
          decoding="async"
          draggable={false}
        />
      )}
      <span className={classes.check} data-check aria-hidden="true" />
      {item.src === null && <span className={classes.note}>{item.note}</span>}
      {item.tag !== undefined && <span className={classes.tag}>{item.tag}</span>}
      <span className={classes.foot}>
        <span
          className={verdictClasses.badge}
          data-tone={look.tone}
          data-quiet={item.sign === "NO_USE" || narrow}
          title={narrow ? word : undefined}
        >
          <Icon size={13} strokeWidth={2.25} aria-hidden />
          <span>{word}</span>
        </span>
        <span className={classes.title}>{item.title}</span>
      </span>
    </div>
  );
});

/** The key that a press means for the grid, or null when it means nothing. */
export function stepOf(key: string, layout: GridLayout, index: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return Math.min(count - 1, index + 1);
    case "ArrowLeft":
      return Math.max(0, index - 1);
    case "ArrowDown":
      return Math.min(count - 1, neighborInRow(layout, index, 1));
    case "ArrowUp":
      return neighborInRow(layout, index, -1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

export function PhotoGrid(props: Props) {
  const {
    items,
    pending = 0,
    total,
    label,
    selection,
    onSelectionChange,
    onOpen,
    onIntent,
    onNeedMore,
  } = props;
  const { t } = useTranslation("ui");
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const grid = useRef<HTMLDivElement | null>(null);
  const wanted = props.rowHeight ?? (width < 600 ? 150 : 220);
  const layout = useMemo(() => {
    const ratios = new Float32Array(items.length + pending).fill(1.4);
    items.forEach((item, index) => {
      ratios[index] = clampRatio(item.width, item.height);
    });
    return justify(ratios, { width: Math.max(width, 280), rowHeight: wanted, gap });
  }, [items, pending, width, wanted]);
  const near = useRowWindow(grid, layout, 4);
  const [focused, setFocused] = useState(() =>
    Math.max(
      0,
      items.findIndex((item) => item.id === props.focusId),
    ),
  );
  const anchor = useRef<string | null>(null);
  const moveFocus = useRef(props.focusId !== undefined && items[focused]?.id === props.focusId);
  const ids = useMemo(() => items.map((item) => item.id), [items]);
  const current = Math.min(focused, Math.max(0, items.length - 1));

  const lastLoadedRow = items.length === 0 ? 0 : rowOf(layout, items.length - 1);
  useEffect(() => {
    if (near.last >= lastLoadedRow - 4) onNeedMore?.();
  }, [near.last, lastLoadedRow, onNeedMore]);

  const goTo = useCallback(
    (index: number) => {
      const element = grid.current;
      if (element === null) return;
      moveFocus.current = true;
      setFocused(index);
      const row = rowOf(layout, index);
      const scroller = scrollerOf(element);
      const offset =
        element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
      const top = offset + (layout.rowTop[row] as number);
      const bottom = top + (layout.rowHeight[row] as number);
      // Room for what sticks to the top of the page.
      if (top - 120 < scroller.scrollTop) scroller.scrollTop = top - 120;
      else if (bottom + 24 > scroller.scrollTop + scroller.clientHeight) {
        scroller.scrollTop = bottom + 24 - scroller.clientHeight;
      }
    },
    [layout],
  );
  const holdsFocus = useRef(false);
  useEffect(() => {
    // A new layout may have put the focused cell into another row, which takes the focus from it.
    const lost = holdsFocus.current && document.activeElement === document.body;
    if (!moveFocus.current && !lost) return;
    moveFocus.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-index="${current}"]`)?.focus({ preventScroll: true });
  });

  const toggle = (index: number, range: boolean) => {
    const item = items[index];
    if (item === undefined) return;
    const next =
      range && anchor.current !== null
        ? selectRange(selection, ids, anchor.current, item.id)
        : toggleSelected(selection, item.id);
    if (!range) anchor.current = item.id;
    onSelectionChange(next);
  };

  const indexOf = (target: EventTarget) => {
    const cell = (target as HTMLElement).closest<HTMLElement>("[data-index]");
    return cell === null ? null : Number(cell.dataset.index);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const index = indexOf(event.target);
    const item = index === null ? undefined : items[index];
    if (index === null || item === undefined || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") onSelectionChange(allSelected);
    else if (event.ctrlKey || event.metaKey) return;
    else if (event.key === " " || event.key.toLowerCase() === "x") toggle(index, event.shiftKey);
    else if (event.key === "Enter") onOpen(item);
    else if (event.key === "Escape") onSelectionChange(emptySelection);
    else {
      const next = stepOf(event.key, layout, index, items.length);
      if (next === null) return;
      if (event.shiftKey) {
        anchor.current ??= item.id;
        const reached = items[next];
        if (reached !== undefined) onSelectionChange(selectRange(selection, ids, anchor.current, reached.id));
      }
      goTo(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const onClick = (event: React.MouseEvent) => {
    const index = indexOf(event.target);
    const item = index === null ? undefined : items[index];
    if (index === null || item === undefined) return;
    setFocused(index);
    const onCheck = (event.target as HTMLElement).closest("[data-check]") !== null;
    if (onCheck || event.shiftKey || event.ctrlKey || event.metaKey) toggle(index, event.shiftKey);
    else onOpen(item);
  };

  const rows: number[] = [];
  for (let row = near.first; row <= near.last; row += 1) rows.push(row);
  const focusedRow = items.length === 0 ? -1 : rowOf(layout, current);
  if (focusedRow >= 0 && focusedRow < near.first) rows.unshift(focusedRow);
  if (focusedRow > near.last) rows.push(focusedRow);
  const any = selection.all || selection.include.size > 0;
  return (
    <div ref={sizeRef} className={classes.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed freely, which a table cannot */}
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-multiselectable="true"
        aria-rowcount={items.length >= total ? layout.rowCount : -1}
        aria-busy={pending > 0}
        className={classes.grid}
        data-selecting={any}
        style={{ height: layout.height }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onPointerOver={(event) => {
          const item = items[indexOf(event.target) ?? -1];
          if (item !== undefined) onIntent?.(item);
        }}
        onBlur={(event) => {
          if (event.relatedTarget !== null) holdsFocus.current = false;
        }}
        onFocus={(event) => {
          holdsFocus.current = true;
          const index = indexOf(event.target);
          if (index !== null && index !== current) setFocused(index);
        }}
      >
        {rows.map((row) => {
          const start = layout.rowStart[row] as number;
          const end = layout.rowStart[row + 1] as number;
          const height = layout.rowHeight[row] as number;
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
            <div
              key={row}
              role="row"
              aria-rowindex={row + 1}
              className={classes.row}
              style={{ transform: `translateY(${layout.rowTop[row]}px)`, height }}
            >
              {Array.from({ length: end - start }, (_, column) => {
                const index = start + column;
                const item = items[index];
                const place = {
                  left: layout.left[index] as number,
                  width: layout.width[index] as number,
                  height,
                };
                if (item === undefined) {
                  return (
                    // biome-ignore lint/a11y/useSemanticElements: as above
                    // biome-ignore lint/a11y/useFocusableInteractive: nothing to do in it yet
                    <div key={`pending-${index}`} role="gridcell" className={classes.waiting} style={place}>
                      <span className="visually-hidden">{t("grid.loadingCell")}</span>
                    </div>
                  );
                }
                return (
                  <Cell
                    key={item.id}
                    item={item}
                    index={index}
                    column={column}
                    {...place}
                    selected={isSelected(selection, item.id)}
                    tabbable={index === current}
                    word={t(lookOf(item.sign).word)}
                  />
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
