/** Which rows of a tall list are near the screen. Renders again only when the answer changes. */
import { type RefObject, useCallback, useLayoutEffect, useState } from "react";
import { type GridLayout, rowAt } from "./justify";

export type RowWindow = { first: number; last: number };

export function windowOf(layout: GridLayout, top: number, height: number, overscan: number): RowWindow {
  if (layout.rowCount === 0) return { first: 0, last: -1 };
  return {
    first: Math.max(0, rowAt(layout, Math.max(0, top)) - overscan),
    last: Math.min(layout.rowCount - 1, rowAt(layout, Math.max(0, top + height)) + overscan),
  };
}

/** The box that scrolls `element`: the nearest ancestor marked `data-scroller`, or the page. */
export function scrollerOf(element: HTMLElement): HTMLElement {
  return element.closest<HTMLElement>("[data-scroller]") ?? document.documentElement;
}

export function useRowWindow(
  grid: RefObject<HTMLElement | null>,
  layout: GridLayout,
  overscan: number,
): RowWindow {
  const [rows, setRows] = useState<RowWindow>(() => windowOf(layout, 0, 1200, overscan));
  const measure = useCallback(() => {
    const element = grid.current;
    if (element === null) return;
    const scroller = scrollerOf(element);
    const top = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top;
    const next = windowOf(layout, top, scroller.clientHeight, overscan);
    setRows((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, [grid, layout, overscan]);
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    const scroller = scrollerOf(element);
    let frame = 0;
    const onScroll = () => {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        measure();
      });
    };
    measure();
    scroller.addEventListener("scroll", onScroll, { passive: true });
    window.addEventListener("resize", onScroll);
    return () => {
      cancelAnimationFrame(frame);
      scroller.removeEventListener("scroll", onScroll);
      window.removeEventListener("resize", onScroll);
    };
  }, [grid, measure]);
  return rows;
}
