/** A large picture to move and zoom in, drawn from tiles: by wheel, drag, pinch, keyboard and buttons. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { Maximize, Minus, Plus } from "lucide-react";
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { type Area, moved, type Picture, tilesIn, type View, wholeView, zoomed } from "./geometry";
import classes from "./zoom.module.css";

type Props = {
  picture: Picture;
  /** What is shown until the tiles are there. */
  overview: string;
  alt: string;
  /** Further buttons beside those of the viewer. */
  children?: ReactNode;
};

const step = 1.5;

/** The size of an element, as it changes. */
function useArea() {
  const element = useRef<HTMLDivElement>(null);
  const [area, setArea] = useState<Area>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return;
    const measure = () => setArea({ width: box.clientWidth, height: box.clientHeight });
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, []);
  return { element, area };
}

/** Drag with one pointer, pinch with two. */
function useGestures(change: (by: (view: View) => View) => void, picture: Picture, area: Area) {
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const at = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const end = (event: PointerEvent<HTMLElement>) => pointers.current.delete(event.pointerId);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.target instanceof Element && event.target.closest("button") !== null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, at(event));
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = pointers.current.get(event.pointerId);
      if (before === undefined) return;
      const now = at(event);
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      pointers.current.set(event.pointerId, now);
      if (other === undefined) {
        change((view) => moved(view, now.x - before.x, now.y - before.y, picture, area));
        return;
      }
      const apart = (one: { x: number; y: number }) =>
        Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      const by = apart(now) / apart(before);
      change((view) => {
        const shifted = moved(view, (now.x - before.x) / 2, (now.y - before.y) / 2, picture, area);
        return zoomed(shifted, by, middle, picture, area);
      });
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

export function ZoomView({ picture, overview, alt, children }: Props) {
  const { t } = useTranslation("ui");
  const { element, area } = useArea();
  const [view, setView] = useState<View | null>(null);
  const shown = view ?? wholeView(picture, area);
  const change = useCallback(
    (by: (view: View) => View) => setView((now) => by(now ?? wholeView(picture, area))),
    [picture, area],
  );
  const middle = { x: area.width / 2, y: area.height / 2 };
  const zoom = (by: number) => change((now) => zoomed(now, by, middle, picture, area));
  const gestures = useGestures(change, picture, area);

  // The keys work at once: whoever opened it came to move.
  useEffect(() => element.current?.focus({ preventScroll: true }), [element]);

  // React listens to the wheel passively, so the page would scroll as well.
  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const edge = box.getBoundingClientRect();
      const point = { x: event.clientX - edge.left, y: event.clientY - edge.top };
      const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
      change((now) => zoomed(now, Math.exp(-pixels / 300), point, picture, area));
    };
    box.addEventListener("wheel", turn, { passive: false });
    return () => box.removeEventListener("wheel", turn);
  }, [element, change, picture, area]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const go = (dx: number, dy: number) =>
      change((now) => moved(now, (dx * area.width) / 5, (dy * area.height) / 5, picture, area));
    const acts: Record<string, () => void> = {
      "+": () => zoom(step),
      "=": () => zoom(step),
      "-": () => zoom(1 / step),
      "0": () => setView(null),
      ArrowLeft: () => go(1, 0),
      ArrowRight: () => go(-1, 0),
      ArrowUp: () => go(0, 1),
      ArrowDown: () => go(0, -1),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  const percent = Math.round(shown.scale * 100);
  const tiles = area.width === 0 ? [] : tilesIn(picture, shown, area, globalThis.devicePixelRatio || 1);
  const place = (left: number, top: number, width: number, height: number) => ({
    transform: `translate(${shown.x + left * shown.scale}px, ${shown.y + top * shown.scale}px)`,
    width: width * shown.scale,
    height: height * shown.scale,
  });
  return (
    <section className={classes.viewer}>
      <div
        ref={element}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the picture
        tabIndex={0}
        aria-label={t("zoom.label", { name: alt })}
        className={classes.window}
        {...gestures}
        onDoubleClick={() => zoom(step * step)}
        onKeyDown={onKeyDown}
      >
        <img
          className={classes.tile}
          src={overview}
          alt={alt}
          draggable={false}
          style={place(0, 0, picture.width, picture.height)}
        />
        {tiles.map((tile) => (
          <img
            key={tile.key}
            className={classes.tile}
            src={tile.url}
            alt=""
            draggable={false}
            decoding="async"
            style={place(tile.left, tile.top, tile.width, tile.height)}
          />
        ))}
      </div>
      <div className={classes.tools}>
        <Tool label={t("zoom.out")} onClick={() => zoom(1 / step)}>
          <Minus size={18} aria-hidden />
        </Tool>
        <output className={classes.percent} aria-label={t("zoom.percent")}>
          {percent} %
        </output>
        <Tool label={t("zoom.in")} onClick={() => zoom(step)}>
          <Plus size={18} aria-hidden />
        </Tool>
        <Tool label={t("zoom.whole")} onClick={() => setView(null)}>
          <Maximize size={17} aria-hidden />
        </Tool>
        {children}
      </div>
    </section>
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
