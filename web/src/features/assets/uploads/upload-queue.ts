/**
 * The upload queue of this browser window: what waits, runs, has ended and how, and what is to be recorded about it.
 * Three files run at a time. Kept outside React, so that it goes on from page to page.
 */
import { useSyncExternalStore } from "react";
import { type ProblemError, sentenceOf } from "@/api/problem";
import {
  type MetVersion,
  type RunningUpload,
  startUpload,
  type UploadStanding,
  type UploadTarget,
} from "@/api/upload";
import type { Step, UploadPlan } from "./upload-plan";

export type UploadState =
  | "waiting"
  | "running"
  | "paused"
  /** Begun before a reload: the person has to choose the file again. */
  | "interrupted"
  | "done"
  | "duplicate"
  | "failed";

export type UploadItem = {
  key: number;
  name: string;
  size: number;
  sent: number;
  state: UploadState;
  /** Left by an earlier window. */
  earlier?: boolean;
  /** Went on from what the server had of an earlier try. */
  resumed: boolean;
  /** The file is a new version of an asset: its rights are on record. */
  isVersion: boolean;
  /** Where the server keeps what it has. */
  address?: string;
  /** What the server said about an interrupted one. */
  standing?: UploadStanding;
  assetId?: string;
  /** What a duplicate met. */
  met?: MetVersion;
  error?: ProblemError;
  /** Why it was refused, in words that outlive the window. */
  why?: string;
  /** What is to be recorded about it; null: nothing, and somebody said so. */
  plan?: UploadPlan | null;
  /** What of the plan is on record. */
  recorded: Step[];
  rights?: "recording" | "recorded" | "failed";
  /** Whether the agreement counts already. */
  counts?: boolean;
  rightsProblem?: { step: Step; why: string };
};

type Entry = { item: UploadItem; file?: File; target: UploadTarget; running?: RunningUpload };

const atOnce = 3;
const unfinished: readonly UploadState[] = ["waiting", "running", "paused"];

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
    if (entry.file === undefined) return;
    change(key, { state: "running", error: undefined });
    if (entry.running !== undefined) {
      entry.running.resume();
      return;
    }
    entry.running = await start(entry.file, entry.target, {
      onProgress: (sent) => change(key, { sent }),
      onResumed: () => change(key, { resumed: true }),
      onAddress: (address) => change(key, { address }),
      onDone: ({ assetId, duplicate, met }) =>
        ended(key, { state: duplicate ? "duplicate" : "done", sent: size, assetId, met }),
      onFailed: (error) => {
        const failed = entries.get(key);
        // A new try asks the server again from the start of the protocol.
        if (failed !== undefined) failed.running = undefined;
        ended(key, { state: "failed", error, why: sentenceOf(error) });
      },
    });
    const now = entries.get(key);
    // Paused or removed while the client was loading.
    if (now === undefined) void entry.running.cancel();
    else if (now.item.state === "paused") void entry.running.pause();
  }

  /** The interrupted upload this file goes on with: one of the same name and size. */
  function interruptedFor(file: File): Entry | undefined {
    return [...entries.values()].find(
      ({ item }) => item.state === "interrupted" && item.name === file.name && item.size === file.size,
    );
  }

  return {
    add(files: readonly File[], target: UploadTarget = {}) {
      for (const file of files) {
        const known = interruptedFor(file);
        if (known !== undefined) {
          known.file = file;
          known.item = { ...known.item, state: "waiting", standing: undefined, why: undefined };
          continue;
        }
        const key = nextKey;
        nextKey += 1;
        const item: UploadItem = {
          key,
          name: file.name,
          size: file.size,
          sent: 0,
          state: "waiting",
          resumed: false,
          isVersion: target.assetId !== undefined,
          recorded: [],
        };
        entries.set(key, { item, file, target });
      }
      publish();
      pump();
    },
    /** Takes over what an earlier window left. What is here already stays. */
    restore(items: readonly UploadItem[]) {
      if (entries.size > 0) return;
      for (const item of items) {
        const key = nextKey;
        nextKey += 1;
        entries.set(key, { item: { ...item, key, earlier: true }, target: {} });
      }
      publish();
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
    /** What is to be recorded about these files; null: nothing. What is on record of an earlier plan stays. */
    plan(keys: readonly number[], plan: UploadPlan | null) {
      for (const key of keys)
        change(key, { plan, rights: undefined, rightsProblem: undefined, counts: undefined, recorded: [] });
      for (const watcher of finished) watcher();
    },
    note: change,
    /** Something is to be tried again that is not the sending of bytes. */
    wake() {
      for (const watcher of finished) watcher();
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
    retryFailed() {
      for (const [key, entry] of entries)
        if (entry.item.state === "failed") change(key, { state: "waiting" });
      pump();
    },
    items: () => snapshot,
    watch(watcher: () => void) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    /** Called each time a file has ended, well or not, and when something else is to be recorded about files. */
    onEnded(watcher: () => void) {
      finished.add(watcher);
      return () => finished.delete(watcher);
    },
  };
}

export type UploadQueue = ReturnType<typeof createUploadQueue>;
export const uploadQueue = createUploadQueue();

export function useUploads(): readonly UploadItem[] {
  return useSyncExternalStore(uploadQueue.watch, uploadQueue.items);
}

/** In what order people look: what failed, what is under way, what waits, what is over. */
const attention: readonly UploadState[] = [
  "failed",
  "interrupted",
  "running",
  "paused",
  "waiting",
  "duplicate",
  "done",
];

/** What needs somebody first; within a state in the order of choosing. */
export function byAttention(items: readonly UploadItem[]): UploadItem[] {
  return [...items].sort((a, b) => attention.indexOf(a.state) - attention.indexOf(b.state) || a.key - b.key);
}

/** New files nobody said anything about, which is not the same as saying that nothing is known. */
export function undecided(items: readonly UploadItem[]): UploadItem[] {
  const isNew = (item: UploadItem) => !item.isVersion && !["duplicate", "failed"].includes(item.state);
  return items.filter((item) => isNew(item) && item.plan === undefined);
}

export type UploadTotals = {
  count: number;
  /** Waiting, running or paused. */
  open: number;
  running: number;
  failed: number;
  stored: number;
  duplicates: number;
  interrupted: number;
  /** Of what was stored as something new: with an agreement on record, and without. */
  withRights: number;
  notKnown: number;
  /** 0 to 1, by bytes. */
  share: number;
};

export function totalsOf(items: readonly UploadItem[]): UploadTotals {
  const of = (...states: readonly UploadState[]) =>
    items.filter((item) => states.includes(item.state)).length;
  // Refused files are over, interrupted ones rest: they must not hold the bar below its end.
  const counted = items.filter((item) => item.state !== "failed" && item.state !== "interrupted");
  const size = counted.reduce((sum, item) => sum + item.size, 0);
  const sent = counted.reduce((sum, item) => sum + item.sent, 0);
  const open = of(...unfinished);
  const added = items.filter((item) => item.state === "done" && !item.isVersion);
  const withRights = added.filter((item) => item.recorded.includes("agreement")).length;
  return {
    count: items.length,
    open,
    running: of("running"),
    failed: of("failed"),
    stored: of("done"),
    duplicates: of("duplicate"),
    interrupted: of("interrupted"),
    withRights,
    notKnown: added.length - withRights,
    share: open === 0 ? 1 : size === 0 ? 0 : sent / size,
  };
}
