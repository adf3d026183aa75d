/**
 * Keyboard shortcuts. A page says `useKeys([...])`; the `?` dialog lists whatever is registered at that moment.
 * Single letters are off while typing in a field, and as a whole when the person has switched them off (WCAG 2.1.4).
 */
import { useEffect, useRef, useSyncExternalStore } from "react";

export type KeyBinding = {
  /** 'mod+k', '?', 'j', or a sequence 'g l'. `mod` is Ctrl, or Command on a Mac. */
  keys: string;
  /** What it does, in the words of the person. */
  label: string;
  run: () => void;
  /** Heading in the `?` dialog. */
  group?: string;
};

const registered = new Set<readonly KeyBinding[]>();
const watchers = new Set<() => void>();
let snapshot: readonly KeyBinding[] = [];
let pending = "";
let pendingTimer: ReturnType<typeof setTimeout> | undefined;
const storageName = "placet.single-keys";

function publish() {
  snapshot = [...registered].flat();
  for (const watcher of watchers) watcher();
}

export function singleKeysAreOn(): boolean {
  return localStorage.getItem(storageName) !== "off";
}

export function switchSingleKeys(on: boolean) {
  localStorage.setItem(storageName, on ? "on" : "off");
  publish();
}

/** True where a key press means text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

function handle(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const pressed = nameOf(event);
  const withModifier = pressed.startsWith("mod+");
  if (!withModifier && (isTyping(event.target) || !singleKeysAreOn())) return;
  if (!withModifier && document.querySelector("[aria-modal='true']") !== null) return;
  const sequence = pending === "" ? pressed : `${pending} ${pressed}`;
  pending = "";
  clearTimeout(pendingTimer);
  const bindings = [...registered].reverse().flat();
  const match = bindings.find((one) => one.keys === sequence) ?? bindings.find((one) => one.keys === pressed);
  const begins = pressed === sequence && bindings.some((one) => one.keys.startsWith(`${pressed} `));
  if (match !== undefined && begins) {
    // 'g' alone may still become 'g l'.
    event.preventDefault();
    pending = pressed;
    pendingTimer = setTimeout(() => {
      pending = "";
      match.run();
    }, 350);
  } else if (match !== undefined) {
    event.preventDefault();
    match.run();
  } else if (bindings.some((one) => one.keys.startsWith(`${pressed} `))) {
    pending = pressed;
    pendingTimer = setTimeout(() => {
      pending = "";
    }, 900);
  }
}

function register(bindings: readonly KeyBinding[]): () => void {
  if (registered.size === 0) document.addEventListener("keydown", handle);
  registered.add(bindings);
  publish();
  return () => {
    registered.delete(bindings);
    if (registered.size === 0) document.removeEventListener("keydown", handle);
    publish();
  };
}

/** Registers shortcuts while the calling component is mounted. `run` may change between renders. */
export function useKeys(bindings: readonly KeyBinding[]) {
  const latest = useRef(bindings);
  latest.current = bindings;
  const shape = bindings.map((one) => `${one.keys}\t${one.label}\t${one.group ?? ""}`).join("\n");
  useEffect(() => {
    if (shape === "") return;
    const stable = shape.split("\n").map((line, index) => {
      const [keys = "", label = "", group = ""] = line.split("\t");
      return { keys, label, group, run: () => latest.current[index]?.run() };
    });
    return register(stable);
  }, [shape]);
}

/** All shortcuts that work right now, for the `?` dialog. */
export function useRegisteredKeys(): readonly KeyBinding[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => snapshot,
  );
}
