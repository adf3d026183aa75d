/**
 * Asks before what cannot be undone: `if (await confirm({ title, message, action: "Take down" })) …`.
 * With `typed`, the person types that word first (for deletions that cannot be taken back).
 */
import { lazy, Suspense, useSyncExternalStore } from "react";
import type { Question } from "./question";

type Asked = { question: Question; answer: (yes: boolean) => void };

let asked: Asked | null = null;
const watchers = new Set<() => void>();

function ask(next: Asked | null) {
  asked = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** One question at a time: a second one answers the first with no. */
export function confirm(question: Question): Promise<boolean> {
  asked?.answer(false);
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      ask(null);
      resolve(yes);
    };
    ask({ question, answer });
  });
}

const ConfirmDialog = lazy(() => import("./confirm-dialog"));

/** Where the question appears; stands once, around all pages. */
export function ConfirmHost() {
  const now = useSyncExternalStore(watch, () => asked);
  if (now === null) return null;
  return (
    <Suspense fallback={null}>
      <ConfirmDialog question={now.question} answer={now.answer} />
    </Suspense>
  );
}
