/**
 * Where times lie on an axis of days. Pure. Times are local ('YYYY-MM-DDTHH:MM:SS') or civil days and never pass
 * through a time zone: the first of January lies at the same place for every territory.
 */
import { addDays, daysBetween } from "@/lib/dates";

/** The days an axis shows, both included. */
export type Window = { from: string; until: string };

/** A stretch of an axis, in fractions of its length. */
export type Place = { start: number; length: number };

export type Tick = { day: string; at: number; label: string; isYear: boolean };

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Milliseconds of a local time, or of the beginning of a civil day, counted as if it were UTC. */
function count(time: string): number {
  return Date.parse(time.length === 10 ? `${time}T00:00:00Z` : `${time}Z`);
}

function lengthOf(window: Window): number {
  return count(addDays(window.until, 1)) - count(window.from);
}

/** Where a time lies: 0 at the beginning of the first day, 1 at the end of the last. What is outside lies at the edge. */
export function positionOf(time: string, window: Window): number {
  const at = (count(time) - count(window.from)) / lengthOf(window);
  return Math.min(1, Math.max(0, at));
}

/** Where a stretch lies; `until` is excluded. Nothing of it in the window is a length of 0. */
export function placeOf(slice: { from: string; until: string }, window: Window): Place {
  const start = positionOf(slice.from, window);
  return { start, length: positionOf(slice.until, window) - start };
}

/** The same for days, the last one included; without one it goes on past the edge. */
export function placeOfDays(days: { from?: string | null; until?: string | null }, window: Window): Place {
  const from = days.from ?? window.from;
  const until = days.until == null ? addDays(window.until, 1) : addDays(days.until, 1);
  return placeOf({ from, until }, window);
}

/** The day under a point of the axis. */
export function dayAt(fraction: number, window: Window): string {
  const days = daysBetween(window.from, window.until) + 1;
  const index = Math.min(days - 1, Math.max(0, Math.floor(fraction * days)));
  return addDays(window.from, index);
}

/** The first and the last whole day of a stretch whose end is excluded; undefined when no whole day is in it. */
export function wholeDays(slice: { from: string; until: string }): Window | undefined {
  const startsWhole = slice.from.length === 10 || slice.from.endsWith("T00:00:00");
  const from = startsWhole ? slice.from.slice(0, 10) : addDays(slice.from.slice(0, 10), 1);
  const until = addDays(slice.until.slice(0, 10), -1);
  return from <= until ? { from, until } : undefined;
}

/** The first days of months, as many as there is room for: every month, every quarter, or every year. */
export function ticksOf(window: Window, most: number): Tick[] {
  const first = window.from.slice(0, 7);
  const all: string[] = [];
  let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
  for (;;) {
    const day = `${year}-${String(month).padStart(2, "0")}-01`;
    if (day > window.until) break;
    if (day >= window.from) all.push(day);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  const step = [1, 3, 6, 12].find((every) => Math.ceil(all.length / every) <= most) ?? 12;
  const kept = all.filter((day) => (Number(day.slice(5, 7)) - 1) % step === 0);
  return kept.map((day) => {
    const isYear = day.slice(5, 7) === "01";
    const label = isYear ? day.slice(0, 4) : (months[Number(day.slice(5, 7)) - 1] ?? "");
    return { day, at: positionOf(day, window), label, isYear };
  });
}

/** Numbers from one to another, whichever is smaller. */
export function rangeOf(one: number, other: number): number[] {
  const from = Math.min(one, other);
  return Array.from({ length: Math.abs(one - other) + 1 }, (_, index) => from + index);
}
