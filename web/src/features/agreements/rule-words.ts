/** A grant in words as it is typed, and what a correction changes. The words on record are the server's `summary`. */
import type { ReferenceNames } from "@/api/rights-reference";
import { formatDay } from "@/lib/dates";
import type { GrantDraft } from "./grant-draft";

/** 'a', 'a and b', 'a, b and c'. */
export function andList(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function periodWords(draft: GrantDraft): string | null {
  if (draft.endChoice === null) return null;
  const start = draft.startChoice === "day" && draft.start !== "" ? formatDay(draft.start) : null;
  const since = draft.startChoice === "event" ? `from ${draft.event.replaceAll("_", " ")} ` : "";
  const from = start === null ? since : `from ${start} `;
  const unit = { D: "day", W: "week", M: "month", Y: "year" }[draft.termUnit];
  if (draft.endChoice === "term") {
    return draft.term === "" ? null : `${from}for ${draft.term} ${unit}${draft.term === "1" ? "" : "s"}`;
  }
  if (draft.endChoice === "perpetual") return `${from}in perpetuity`;
  if (draft.endChoice === "unstated") return `${from}until a day the paper does not state`;
  if (draft.endChoice === "kept") return `${from}until the end on record`;
  if (draft.end === "") return null;
  return start === null ? `${from}until ${formatDay(draft.end)}` : `${from}to ${formatDay(draft.end)}`;
}

/** 'Instagram and Print in Germany and Austria except Tyrol, from 1 Jan 2026 to 31 Dec 2026, for advertising.' */
export function scopeSentence(draft: GrantDraft, names: ReferenceNames): string {
  if (draft.channels.length === 0 && draft.territories.length === 0) return "";
  const named = (keys: string[], name: (key: string) => string) => andList(keys.map(name));
  const except = (keys: string[], name: (key: string) => string) =>
    keys.length === 0 ? "" : ` except ${named(keys, name)}`;
  const channels =
    draft.channels.length === 0
      ? "…"
      : named(draft.channels, names.channel) + except(draft.excludeChannels, names.channel);
  const territories =
    draft.territories.length === 0
      ? "…"
      : named(draft.territories, names.territory) + except(draft.exclude, names.territory);
  const purpose =
    draft.purposeChoice === "any"
      ? "any purpose"
      : draft.purposes.length === 0
        ? "…"
        : named(draft.purposes, names.purpose);
  return `${channels} in ${territories}, ${periodWords(draft) ?? "…"}, for ${purpose}.`;
}

export type Change = { field: string; before: string; after: string };

function text(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function flat(body: Record<string, unknown>, prefix = ""): Map<string, string> {
  const lines = new Map<string, string>();
  for (const [key, value] of Object.entries(body)) {
    const nested = typeof value === "object" && value !== null && !Array.isArray(value);
    if (nested)
      for (const [k, v] of flat(value as Record<string, unknown>, `${prefix}${key}.`)) lines.set(k, v);
    else if (text(value) !== "") lines.set(prefix + key, text(value));
  }
  return lines;
}

/** What differs between two bodies, by field, in the order of the fields. */
export function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? "", after: now.get(field) ?? "" }))
    .filter((one) => one.before !== one.after);
}
