/** Two pictures in one look: beside each other, one over the other, or what differs. By wheel, drag, keys and buttons. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { Maximize, Minus, Plus } from "lucide-react";
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import classes from "./compare.module.css";
import { closer, type Look, shifted, transformOf, whole } from "./look";
import type { Mode } from "./side-search";
import "./texts";

export type Shown = { url: string | undefined; name: string };
type Props = { left: Shown; right: Shown; mode: Mode };

const step = 1.5;

function Picture({ shown, style, part }: { shown: Shown; style: CSSProperties; part?: string }) {
  const { t } = useTranslation("sideBySide");
  if (shown.url === undefined) return <span className={classes.noPicture}>{t("noPicture")}</span>;
  return (
    <img
      className={classes.picture}
      data-part={part}
      src={shown.url}
      alt={shown.name}
      draggable={false}
      style={style}
    />
  );
}

function Panes({ left, right, mode, look, swipe }: Props & { look: Look; swipe: number }) {
  const style = { transform: transformOf(look) };
  if (mode === "beside") {
    return (
      <>
        <div className={classes.pane}>
          <Picture shown={left} style={style} />
        </div>
        <div className={classes.pane}>
          <Picture shown={right} style={style} />
        </div>
      </>
    );
  }
  const over = mode === "swipe" ? { clipPath: `inset(0 ${100 - swipe}% 0 0)` } : undefined;
  return (
    <div className={classes.pane} data-mode={mode}>
      <div className={classes.layer}>
        <Picture shown={right} style={style} />
      </div>
      <div className={classes.layer} data-layer="over" style={over}>
        <Picture shown={left} style={style} />
      </div>
      {mode === "swipe" && <span className={classes.edge} style={{ left: `${swipe}%` }} aria-hidden />}
    </div>
  );
}

/** What the pointer and the wheel do, in parts of one pane. */
function useMoves(change: (by: (look: Look) => Look) => void) {
  const stage = useRef<HTMLDivElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  // React listens to the wheel passively, so the page would scroll as well.
  useEffect(() => {
    const box = stage.current;
    if (box === null) return;
    const turn = (event: WheelEvent) => {
      const pane = (event.target as Element).closest(`.${classes.pane}`)?.getBoundingClientRect();
      if (pane === undefined) return;
      event.preventDefault();
      const point = {
        x: (event.clientX - pane.left) / pane.width,
        y: (event.clientY - pane.top) / pane.height,
      };
      const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
      change((look) => closer(look, Math.exp(-pixels / 300), point));
    };
    box.addEventListener("wheel", turn, { passive: false });
    return () => box.removeEventListener("wheel", turn);
  }, [change]);
  const end = () => {
    last.current = null;
  };
  return {
    ref: stage,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      last.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = last.current;
      const pane = stage.current?.querySelector(`.${classes.pane}`)?.getBoundingClientRect();
      if (before === null || pane === undefined) return;
      last.current = { x: event.clientX, y: event.clientY };
      const [dx, dy] = [(event.clientX - before.x) / pane.width, (event.clientY - before.y) / pane.height];
      change((look) => shifted(look, dx, dy));
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

function Tool({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={36} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

export function Stage({ left, right, mode }: Props) {
  const { t } = useTranslation("sideBySide");
  const [look, setLook] = useState<Look>(whole);
  const [swipe, setSwipe] = useState(50);
  const moves = useMoves(setLook);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const acts: Record<string, (look: Look) => Look> = {
      "+": (now) => closer(now, step),
      "=": (now) => closer(now, step),
      "-": (now) => closer(now, 1 / step),
      "0": () => whole,
      ArrowLeft: (now) => shifted(now, 0.2, 0),
      ArrowRight: (now) => shifted(now, -0.2, 0),
      ArrowUp: (now) => shifted(now, 0, 0.2),
      ArrowDown: (now) => shifted(now, 0, -0.2),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    setLook(act);
  };
  return (
    <section className={classes.frame}>
      <div
        {...moves}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the pictures
        tabIndex={0}
        aria-label={t("stage")}
        className={classes.stage}
        data-mode={mode}
        onKeyDown={onKeyDown}
        onDoubleClick={() => setLook((now) => closer(now, step * step))}
      >
        <Panes left={left} right={right} mode={mode} look={look} swipe={swipe} />
      </div>
      <div className={classes.tools}>
        {mode === "swipe" && (
          <input
            type="range"
            min={0}
            max={100}
            value={swipe}
            aria-label={t("swipe")}
            aria-valuetext={t("percent", { percent: swipe })}
            className={classes.slider}
            onChange={(event) => setSwipe(Number(event.currentTarget.value))}
          />
        )}
        {mode === "difference" && <span className={classes.hint}>{t("differenceHint")}</span>}
        <span className={classes.zoom}>
          <Tool label={t("zoomOut")} onClick={() => setLook((now) => closer(now, 1 / step))}>
            <Minus size={17} aria-hidden />
          </Tool>
          <output className={classes.percent}>{Math.round(look.zoom * 100)} %</output>
          <Tool label={t("zoomIn")} onClick={() => setLook((now) => closer(now, step))}>
            <Plus size={17} aria-hidden />
          </Tool>
          <Tool label={t("whole")} onClick={() => setLook(whole)}>
            <Maximize size={16} aria-hidden />
          </Tool>
        </span>
      </div>
    </section>
  );
}
