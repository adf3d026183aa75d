/**
 * A selection in a list that may be longer than what is loaded: "all but these" or "only these".
 * Pure; ids are strings. With `all`, what counts as all is the list's query, sent along by bulk acts.
 */
export type Selection = { all: boolean; include: ReadonlySet<string>; exclude: ReadonlySet<string> };

export const emptySelection: Selection = { all: false, include: new Set(), exclude: new Set() };
export const allSelected: Selection = { all: true, include: new Set(), exclude: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.all ? !selection.exclude.has(id) : selection.include.has(id);
}

/** How many are selected of a list of `total`. */
export function selectedCount(selection: Selection, total: number): number {
  return selection.all ? Math.max(0, total - selection.exclude.size) : selection.include.size;
}

function withId(set: ReadonlySet<string>, id: string, present: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (present) next.add(id);
  else next.delete(id);
  return next;
}

export function setSelected(selection: Selection, id: string, on: boolean): Selection {
  return selection.all
    ? { ...selection, exclude: withId(selection.exclude, id, !on) }
    : { ...selection, include: withId(selection.include, id, on) };
}

export function toggleSelected(selection: Selection, id: string): Selection {
  return setSelected(selection, id, !isSelected(selection, id));
}

/** Selects everything between two ids of the loaded list, both included. */
export function selectRange(
  selection: Selection,
  ids: readonly string[],
  from: string,
  to: string,
): Selection {
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)].sort((x, y) => x - y) as [number, number];
  if (a < 0) return setSelected(selection, to, true);
  return ids.slice(a, b + 1).reduce((now, id) => setSelected(now, id, true), selection);
}
