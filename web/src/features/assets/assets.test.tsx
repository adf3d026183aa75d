import { describe, expect, it, vi } from "vitest";
import { ProblemError, unreachable } from "@/api/problem";
import { interruptedUploads, metVersion, type UploadHandlers } from "@/api/upload";
import { isWanted } from "./dropped-files";
import { byAttention, createUploadQueue, totalsOf } from "./upload-queue";

const file = (name: string, size = 100) => new File([new Uint8Array(size)], name);

/** A transport that does what the test says, in place of the protocol's client. */
function transport() {
  const started: {
    name: string;
    handlers: UploadHandlers;
    pause: () => void;
    resume: () => void;
    cancel: () => void;
  }[] = [];
  const start = vi.fn(async (chosen: File, _target: unknown, handlers: UploadHandlers) => {
    const calls = { pause: vi.fn(async () => {}), resume: vi.fn(), cancel: vi.fn(async () => {}) };
    started.push({ name: chosen.name, handlers, ...calls });
    return calls;
  });
  return { start, started };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("the upload queue", () => {
  it("runs three files at a time and none is lost", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add(Array.from({ length: 10 }, (_, index) => file(`${index}.jpg`)));
    await settled();
    expect(started).toHaveLength(3);
    while (started.length < 10) {
      started[started.length - 3]?.handlers.onDone({ assetId: "x", duplicate: false });
      await settled();
    }
    for (const one of started.slice(-3)) one.handlers.onDone({ assetId: "x", duplicate: false });
    expect(queue.items().map((item) => item.state)).toEqual(Array(10).fill("done"));
  });

  it("shows a duplicate with the asset that is there already", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add([file("copy.jpg")]);
    await settled();
    started[0]?.handlers.onDone({ assetId: "asset-1", duplicate: true });
    expect(queue.items()[0]).toMatchObject({ state: "duplicate", assetId: "asset-1" });
  });

  it("knows which version a duplicate met, and when its asset leaves the archive", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add([file("copy.jpg"), file("other.jpg")]);
    await settled();
    const met = { number: 2, isCurrent: true, isArchived: true };
    started[0]?.handlers.onDone({ assetId: "asset-1", duplicate: true, met });
    started[1]?.handlers.onDone({ assetId: "asset-2", duplicate: true, met });
    queue.setArchived("asset-1", false);
    expect(queue.items().map((item) => item.met?.isArchived)).toEqual([false, true]);
  });

  it("reads what the server says of a duplicate, and makes nothing up", () => {
    expect(metVersion("version=2; current=no; archived=yes")).toEqual({
      number: 2,
      isCurrent: false,
      isArchived: true,
    });
    expect(metVersion(undefined)).toBeUndefined();
    expect(metVersion("current=yes")).toBeUndefined();
  });

  it("keeps the error of each file with the file, and goes on with the rest", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add(["a", "b", "c", "d"].map((name) => file(name)));
    await settled();
    started[1]?.handlers.onFailed(
      new ProblemError({ ...unreachable, code: "asset.unreadable", status: 415 }),
    );
    await settled();
    expect(queue.items().map((item) => item.state)).toEqual(["running", "failed", "running", "running"]);
    expect(queue.items()[1]?.error?.code).toBe("asset.unreadable");
  });

  it("tries a failed file again from the start of the protocol", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add([file("a")]);
    await settled();
    started[0]?.handlers.onFailed(new ProblemError(unreachable));
    queue.resume(queue.items()[0]?.key as number);
    await settled();
    expect(start).toHaveBeenCalledTimes(2);
    expect(queue.items()[0]).toMatchObject({ state: "running", error: undefined });
  });

  it("pauses all and goes on with all, three at a time", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add(["a", "b", "c", "d"].map((name) => file(name)));
    await settled();
    queue.pauseAll();
    await settled();
    expect(queue.items().map((item) => item.state)).toEqual(Array(4).fill("paused"));
    expect(started.map((one) => one.pause)).toSatisfy((pauses: (() => void)[]) =>
      pauses.every((pause) => vi.mocked(pause).mock.calls.length === 1),
    );
    queue.resumeAll();
    await settled();
    expect(queue.items().map((item) => item.state)).toEqual(["running", "running", "running", "waiting"]);
    expect(start).toHaveBeenCalledTimes(3);
  });

  it("shows what needs somebody first", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add(["a", "b", "c", "d"].map((name) => file(name)));
    await settled();
    started[0]?.handlers.onDone({ assetId: "x", duplicate: false });
    await settled();
    started[2]?.handlers.onFailed(new ProblemError(unreachable));
    await settled();
    expect(byAttention(queue.items()).map((item) => item.name)).toEqual(["c", "b", "d", "a"]);
  });

  it("pauses and goes on with the same upload, and lets another file run meanwhile", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add(["a", "b", "c", "d"].map((name) => file(name)));
    await settled();
    const key = queue.items()[0]?.key as number;
    queue.pause(key);
    await settled();
    expect(started[0]?.pause).toHaveBeenCalledOnce();
    expect(started.map((one) => one.name)).toEqual(["a", "b", "c", "d"]);
    started[1]?.handlers.onDone({ assetId: "x", duplicate: false });
    queue.resume(key);
    await settled();
    expect(started[0]?.resume).toHaveBeenCalledOnce();
    expect(start).toHaveBeenCalledTimes(4);
  });

  it("lets the server forget what is taken off the list half way", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add([file("a")]);
    await settled();
    queue.remove(queue.items()[0]?.key as number);
    expect(started[0]?.cancel).toHaveBeenCalledOnce();
    expect(queue.items()).toEqual([]);
  });

  it("counts progress by bytes, and a refused file does not hold it back", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add([file("small", 100), file("large", 300), file("refused", 600)]);
    await settled();
    started[0]?.handlers.onDone({ assetId: "x", duplicate: false });
    started[1]?.handlers.onProgress(100);
    started[2]?.handlers.onFailed(new ProblemError(unreachable));
    expect(totalsOf(queue.items())).toMatchObject({ count: 3, open: 1, failed: 1, share: 0.5 });
  });
});

describe("what is left from an earlier visit", () => {
  it("is named by file, and other people's entries are passed over", () => {
    localStorage.setItem("tus::a::1", JSON.stringify({ metadata: { filename: "film.mov" } }));
    localStorage.setItem("tus::b::2", "not json");
    localStorage.setItem("other", "{}");
    expect(interruptedUploads()).toEqual(["film.mov"]);
  });
});

describe("a dropped folder", () => {
  it("leaves out what the system put there", () => {
    expect([".DS_Store", "Thumbs.db", "._harbour.jpg", "harbour.jpg", ".htaccess"].filter(isWanted)).toEqual([
      "harbour.jpg",
      ".htaccess",
    ]);
  });
});
