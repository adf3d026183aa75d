import { describe, expect, it, vi } from "vitest";
import { ProblemError, unreachable } from "@/api/problem";
import { metVersion, type UploadHandlers } from "@/api/upload";
import { isWanted } from "./uploads/dropped-files";
import { rememberedUploads, rememberUploads } from "./uploads/upload-memory";
import { complaintsOf, emptyPlan, stepsOf, termsOf } from "./uploads/upload-plan";
import { byAttention, createUploadQueue, totalsOf, type UploadItem, undecided } from "./uploads/upload-queue";

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
  const item = (name: string, state: UploadItem["state"]): UploadItem => ({
    key: 1,
    name,
    size: 100,
    sent: 60,
    state,
    resumed: false,
    isVersion: false,
    recorded: [],
    plan: null,
  });

  it("is each person's own, and what was under way is interrupted", () => {
    const items = [item("film.mov", "running"), item("a.jpg", "done"), item("b.jpg", "failed")];
    rememberUploads("mina", items);
    expect(rememberedUploads("otto")).toEqual([]);
    const states = rememberedUploads("mina").map(({ name, state }) => `${name} ${state}`);
    expect(states).toEqual(["film.mov interrupted", "a.jpg done", "b.jpg interrupted"]);
    rememberUploads("mina", []);
    expect(rememberedUploads("mina")).toEqual([]);
  });

  it("does not trust what others wrote there", () => {
    localStorage.setItem("placet.uploads.mina", '[{"name": 3}, null]');
    expect(rememberedUploads("mina")).toEqual([]);
    localStorage.setItem("placet.uploads.mina", "not json");
    expect(rememberedUploads("mina")).toEqual([]);
  });

  it("goes on with its plan when the same file is chosen again, and only then", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    const plan = { ...emptyPlan, credit: "Mina K." };
    queue.restore([{ ...item("film.mov", "interrupted"), plan }]);
    queue.add([file("other.mov"), file("film.mov")]);
    await settled();
    expect(queue.items()).toHaveLength(2);
    expect(started.map((one) => one.name).sort()).toEqual(["film.mov", "other.mov"]);
    expect(queue.items()[0]).toMatchObject({ name: "film.mov", state: "running", plan });
  });
});

describe("what is said about files", () => {
  const paper = { id: "1", reference: "AG-1", like: ["g"] };

  it("goes through one door for each thing that is said, what may clear it last", () => {
    const person = { id: "p", name: "Anna" };
    expect(stepsOf({ ...emptyPlan, agreement: paper, person, keywords: ["snow"] })).toEqual([
      "details",
      "person",
      "agreement",
    ]);
    expect(stepsOf({ ...emptyPlan, person, release: paper })).toEqual(["release"]);
    expect(stepsOf(emptyPlan)).toEqual([]);
  });

  it("names an agreement with its terms, and a day that is one", () => {
    const agreement = { ...paper, like: [] };
    expect(complaintsOf({ ...emptyPlan, agreement, notBefore: "soon" })).toEqual(["agreement", "notBefore"]);
    expect(complaintsOf({ ...emptyPlan, agreement: paper, notBefore: "2026-12-01" })).toEqual([]);
  });

  it("shows terms once that hold for several interests of one kind", () => {
    const interest = (id: string, holder: string) => ({ id, kind_name: "Copyright", holder });
    const grant = (id: string, interest: string, end: string) => ({
      id,
      summary: `until ${end}`,
      body: { interest, period: { end } },
    });
    const terms = termsOf(
      [grant("a", "1", "2027"), grant("b", "2", "2027"), grant("c", "1", "2028"), grant("d", "3", "2027")],
      [interest("1", "Lind"), interest("2", "Lind"), interest("3", "Osei")],
    );
    expect(terms.map((one) => one.id)).toEqual(["a", "c", "d"]);
  });

  it("counts an agreement on record as rights, and nothing else", async () => {
    const { start, started } = transport();
    const queue = createUploadQueue(start);
    queue.add(["a", "b", "c"].map((name) => file(name)));
    await settled();
    for (const one of started.slice(0, 2)) one.handlers.onDone({ assetId: one.name, duplicate: false });
    started[2]?.handlers.onDone({ assetId: "known", duplicate: true });
    expect(undecided(queue.items())).toHaveLength(2);
    const [a, b] = queue.items();
    queue.plan([a?.key ?? 0, b?.key ?? 0], { ...emptyPlan, agreement: paper });
    queue.note(a?.key ?? 0, { rights: "recorded", recorded: ["agreement"] });
    const totals = totalsOf(queue.items());
    expect(totals).toMatchObject({ stored: 2, duplicates: 1, withRights: 1, notKnown: 1 });
    expect(undecided(queue.items())).toEqual([]);
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
