/** Files out of a drop, folders walked to the bottom. What systems leave in folders is passed over. */

const leftovers = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

export function isWanted(name: string): boolean {
  return !leftovers.has(name) && !name.startsWith("._");
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // A reader answers at most about a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    if (!isWanted(entry.name)) return [];
    return [
      await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
    ];
  }
  const files: File[] = [];
  for (const child of await entriesOf(entry as FileSystemDirectoryEntry))
    files.push(...(await filesOf(child)));
  return files;
}

export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries must be taken before the first wait: the list is emptied after the event.
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0) return [...transfer.files].filter((file) => isWanted(file.name));
  const files: File[] = [];
  for (const entry of entries) files.push(...(await filesOf(entry)));
  return files;
}
