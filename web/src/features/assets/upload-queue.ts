/**
 * The upload queue of this browser window: what waits, runs, has ended and how. Three files run at a time.
 * Kept outside React, so that it goes on from page to page.
 */
import { useSyncExternalStore } from "react";
import type { ProblemError } from "@/api/problem";
import { type MetVersion, type RunningUpload, startUpload, type UploadTarget } from "@/api/upload";

export type UploadState = "waiting" | "running" | "paused" | "done" | "duplicate" | "failed";

export type UploadItem = {
  key: number;
  name: string;
  size: number;
  sent: number;
  state: UploadState;
  /** Went on from what the server had of an earlier try. */
  resumed: boolean;
  assetId?: string;
  /** What a duplicate met. */
  met?: MetVersion;
  error?: ProblemError;
};

type Entry = { item: UploadItem; file: File; target: UploadTarget; running?: RunningUpload };

const atOnce = 3;

export function createUploadQueue(start: typeof startUpload = startUpload) {
  const entries = new Map<number, Entry>();
  const watchers = new Set<() => void>();
  const finished = new Set<() => void>();
  let snapshot: readonly UploadItem[] = [];
  let nextKey = 1;

  function publish() {
    snapshot = [...entries.values()].map((entry) => entry.item);
    for (const watcher of watchers) watcher();
  }

  function change(key: number, next: Partial<UploadItem>) {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entry.item = { ...entry.item, ...next };
    publish();
  }

  function pump() {
    const running = [...entries.values()].filter((entry) => entry.item.state === "running").length;
    const waiting = [...entries.values()].filter((entry) => entry.item.state === "waiting");
    for (const entry of waiting.slice(0, Math.max(0, atOnce - running))) void run(entry);
  }

  function ended(key: number, next: Partial<UploadItem>) {
    change(key, next);
    for (const watcher of finished) watcher();
    pump();
  }

  async function run(entry: Entry) {
    const { key, size } = entry.item;
    change(key, { state: "running", error: undefined });
    if (entry.running !== undefined) {
      entry.running.resume();
      return;
    }
    entry.running = await start(entry.file, entry.target, {
      onProgress: (sent) => change(key, { sent }),
      onResumed: () => change(key, { resumed: true }),
      onDone: ({ assetId, duplicate, met }) =>
        ended(key, { state: duplicate ? "duplicate" : "done", sent: size, assetId, met }),
      onFailed: (error) => {
        const failed = entries.get(key);
        // A new try asks the server again from the start of the protocol.
        if (failed !== undefined) failed.running = undefined;
        ended(key, { state: "failed", error });
      },
    });
    const now = entries.get(key);
    // Paused or removed while the client was loading.
    if (now === undefined) void entry.running.cancel();
    else if (now.item.state === "paused") void entry.running.pause();
  }

  return {
    add(files: readonly File[], target: UploadTarget = {}) {
      for (const file of files) {
        const key = nextKey;
        nextKey += 1;
        const item: UploadItem = {
          key,
          name: file.name,
          size: file.size,
          sent: 0,
          state: "waiting",
          resumed: false,
        };
        entries.set(key, { item, file, target });
      }
      publish();
      pump();
    },
    pause(key: number) {
      const entry = entries.get(key);
      if (entry === undefined || (entry.item.state !== "running" && entry.item.state !== "waiting")) return;
      void entry.running?.pause();
      change(key, { state: "paused" });
      pump();
    },
    resume(key: number) {
      const state = entries.get(key)?.item.state;
      if (state !== "paused" && state !== "failed") return;
      change(key, { state: "waiting" });
      pump();
    },
    /** Takes it off the list; what is not finished is forgotten by the server too. */
    remove(key: number) {
      const entry = entries.get(key);
      if (entry === undefined) return;
      const open = entry.item.state === "running" || entry.item.state === "paused";
      if (open) void entry.running?.cancel().catch(() => {});
      entries.delete(key);
      publish();
      pump();
    },
    /** The asset a duplicate met was taken out of the archive, or put back into it. */
    setArchived(assetId: string, isArchived: boolean) {
      for (const [key, { item }] of entries) {
        if (item.assetId === assetId && item.met !== undefined)
          change(key, { met: { ...item.met, isArchived } });
      }
    },
    pauseAll() {
      for (const [key, entry] of entries) {
        if (entry.item.state !== "running" && entry.item.state !== "waiting") continue;
        void entry.running?.pause();
        change(key, { state: "paused" });
      }
    },
    resumeAll() {
      for (const [key, entry] of entries)
        if (entry.item.state === "paused") change(key, { state: "waiting" });
      pump();
    },
    items: () => snapshot,
    watch(watcher: () => void) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    /** Called each time a file has ended, well or not. */
    onEnded(watcher: () => void) {
      finished.add(watcher);
      return () => finished.delete(watcher);
    },
  };
}

export const uploadQueue = createUploadQueue();

export function useUploads(): readonly UploadItem[] {
  return useSyncExternalStore(uploadQueue.watch, uploadQueue.items);
}

/** In what order people look: what failed, what is under way, what waits, what is over. */
const attention: readonly UploadState[] = ["failed", "running", "paused", "waiting", "duplicate", "done"];

/** What needs somebody first; within a state in the order of choosing. */
export function byAttention(items: readonly UploadItem[]): UploadItem[] {
  return [...items].sort((a, b) => attention.indexOf(a.state) - attention.indexOf(b.state) || a.key - b.key);
}

export type UploadTotals = {
  count: number;
  /** Waiting, running or paused. */
  open: number;
  running: number;
  failed: number;
  /** 0 to 1, by bytes. */
  share: number;
};

export function totalsOf(items: readonly UploadItem[]): UploadTotals {
  const of = (...states: UploadState[]) => items.filter((item) => states.includes(item.state)).length;
  // Refused files are over: they must not hold the bar below its end.
  const counted = items.filter((item) => item.state !== "failed");
  const size = counted.reduce((sum, item) => sum + item.size, 0);
  const sent = counted.reduce((sum, item) => sum + item.sent, 0);
  const open = of("waiting", "running", "paused");
  return {
    count: items.length,
    open,
    running: of("running"),
    failed: of("failed"),
    share: open === 0 ? 1 : size === 0 ? 0 : sent / size,
  };
}
