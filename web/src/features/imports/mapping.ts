/** Which columns say what, as a person writes it down. Pure. */
import type { NewRecordsImport } from "@/api/types";

export const parts = ["id", "title", "description", "keywords"] as const;
export type Named = Record<(typeof parts)[number], string>;

/** Names with commas between them. Nothing written: null, and the usual names are looked for. */
export function mappingOf(named: Named): NewRecordsImport["mapping"] {
  const written = parts
    .map((part) => {
      const names = named[part]
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "");
      return [part, names] as const;
    })
    .filter(([, names]) => names.length > 0);
  return written.length === 0 ? null : Object.fromEntries(written);
}
