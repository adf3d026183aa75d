/** A proposed rule in words. Pure; what it cannot put into words it leaves to the quote beside it. */
import type { ReferenceNames } from "@/api/rights-reference";
import type { ProposedRule } from "@/api/types";
import { formatDay } from "@/lib/dates";
import { isCivilDay } from "@/lib/use-context";

export type Words = {
  allChannels: string;
  everywhere: string;
  perpetual: string;
  noEnd: string;
  anyPurpose: string;
  except: (names: string) => string;
  from: (day: string) => string;
  purposes: (names: string) => string;
  more: (names: string, count: number) => string;
  duty: (text: string) => string;
  limit: string;
};

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function day(text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  const civil = text.slice(0, 10);
  return isCivilDay(civil) ? formatDay(civil) : text;
}

const most = 4;

function listed(keys: readonly string[], name: (key: string) => string, words: Words): string {
  const names = keys.slice(0, most).map(name).join(", ");
  return keys.length > most ? words.more(names, keys.length - most) : names;
}

function periodWords(body: ProposedRule["body"], words: Words): string[] {
  const { start, end } = record(body.period);
  const from = day(start);
  const parts = from === undefined ? [] : [words.from(from)];
  if (end === "PERPETUAL") return [...parts, words.perpetual];
  if (end === "UNKNOWN") return [...parts, words.noEnd];
  const until = day(end);
  return until === undefined ? parts : [...parts, `until ${until}`];
}

/** 'Instagram, Print', 'Germany', 'until 31 Dec 2026', 'for any purpose'. */
export function scopeParts(rule: ProposedRule, names: ReferenceNames, words: Words): string[] {
  const { body } = rule;
  const channels = strings(body.channels);
  const territories = strings(body.territories);
  const purposes = strings(body.purposes);
  const exclude = strings(body.exclude);
  const parts: string[] = [];
  if (channels.includes("all")) parts.push(words.allChannels);
  else if (channels.length > 0) parts.push(listed(channels, names.channel, words));
  if (territories.includes("WORLD")) parts.push(words.everywhere);
  else if (territories.length > 0) parts.push(listed(territories, names.territory, words));
  if (exclude.length > 0) parts.push(words.except(listed(exclude, names.territory, words)));
  parts.push(...periodWords(body, words));
  if (purposes.includes("any")) parts.push(words.anyPurpose);
  else if (purposes.length > 0) parts.push(words.purposes(listed(purposes, names.purpose, words)));
  return parts;
}

/** What else it demands: duties by their text, and that there are limits. */
export function demandsOf(rule: ProposedRule, words: Words): string[] {
  const duties = Array.isArray(rule.body.duties) ? rule.body.duties.map(record) : [];
  const told = duties.map((one) => words.duty(String(one.text ?? one.kind ?? "")));
  const caps = Array.isArray(rule.body.caps) && rule.body.caps.length > 0 ? [words.limit] : [];
  return [...told, ...caps];
}

/** What in it was not understood: 'name: sentence' from the server, told without the name. */
export function doubtsOf(rule: ProposedRule): string[] {
  return strings(rule.body.not_understood).map((one) => one.replace(/^[a-z_]+: /, ""));
}
