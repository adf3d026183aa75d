/**
 * Commands of the Ctrl K palette. Rooms list what always works in app/commands.ts; a page adds what works
 * on it with `useCommands`. A command is a verb and its object, in plain words.
 */
import type { LucideIcon } from "lucide-react";
import { useEffect, useRef, useSyncExternalStore } from "react";

export type Command = {
  id: string;
  label: string;
  /** Second line: where it leads or what it acts on. */
  description?: string;
  /** Heading in the palette, for example 'Go to'. */
  group: string;
  icon?: LucideIcon;
  /** More words to find it by. */
  keywords?: string[];
  run: () => void;
};

const registered = new Set<readonly Command[]>();
const watchers = new Set<() => void>();
let snapshot: readonly Command[] = [];

function publish() {
  snapshot = [...registered].flat();
  for (const watcher of watchers) watcher();
}

/** Adds commands while the calling component is mounted. */
export function useCommands(commands: readonly Command[]) {
  const latest = useRef(commands);
  latest.current = commands;
  const shape = commands.map((one) => `${one.id}:${one.label}`).join("\n");
  useEffect(() => {
    if (shape === "") return;
    const stable = latest.current.map((one, index) => ({ ...one, run: () => latest.current[index]?.run() }));
    registered.add(stable);
    publish();
    return () => {
      registered.delete(stable);
      publish();
    };
  }, [shape]);
}

export function useRegisteredCommands(): readonly Command[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => snapshot,
  );
}

/** Every word of the query must begin a word of the label, description or keywords. */
export function matchesCommand(command: Command, query: string): boolean {
  const words = `${command.label} ${command.description ?? ""} ${(command.keywords ?? []).join(" ")}`
    .toLowerCase()
    .split(/[\s:,.]+/);
  const wanted = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return wanted.every((word) => words.some((candidate) => candidate.startsWith(word)));
}
