/** Calls that met a 401 wait here until the person has signed in again. The dialog is the shell's. */
import { useSyncExternalStore } from "react";

let waiting: { promise: Promise<void>; resolve: () => void } | null = null;
const watchers = new Set<() => void>();

function publish() {
  for (const watcher of watchers) watcher();
}

/** Opens the dialog, once for all calls, and resolves when it is answered. */
export function requireSignIn(): Promise<void> {
  if (waiting === null) {
    let resolve = () => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    waiting = { promise, resolve };
    publish();
  }
  return waiting.promise;
}

export function signedInAgain() {
  waiting?.resolve();
  waiting = null;
  publish();
}

export function signInIsRequired(): boolean {
  return waiting !== null;
}

export function useSignInIsRequired(): boolean {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, signInIsRequired);
}
