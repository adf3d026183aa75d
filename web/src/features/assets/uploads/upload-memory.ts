/** What this browser remembers of a person's uploads, so that a reload or a crash leaves an honest list. */
import type { UploadItem } from "./upload-queue";

/** More than these are looked up in the library instead. */
const most = 500;

function keyOf(person: string): string {
  return `placet.uploads.${person}`;
}

/** Bytes that were under way are interrupted after a reload: the browser may not read the file again by itself. */
function remembered(item: UploadItem): UploadItem {
  const isOver = ["done", "duplicate", "failed"].includes(item.state);
  const rights = item.rights === "recording" ? undefined : item.rights;
  const next: UploadItem = { ...item, error: undefined, rightsProblem: undefined, rights };
  // A refused file is not tried again by itself: the person has to choose it once more.
  return isOver && item.state !== "failed" ? next : { ...next, state: "interrupted", standing: undefined };
}

export function rememberUploads(
  person: string,
  items: readonly UploadItem[],
  storage: Storage = localStorage,
) {
  try {
    if (items.length === 0) storage.removeItem(keyOf(person));
    else storage.setItem(keyOf(person), JSON.stringify(items.slice(-most)));
  } catch {
    // No room, or storage is forbidden: the list then ends with the window.
  }
}

function isItem(value: unknown): value is UploadItem {
  const one = value as Partial<UploadItem> | null;
  return typeof one?.name === "string" && typeof one.size === "number" && typeof one.state === "string";
}

export function rememberedUploads(person: string, storage: Storage = localStorage): UploadItem[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(person)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isItem).map(remembered) : [];
  } catch {
    return [];
  }
}
