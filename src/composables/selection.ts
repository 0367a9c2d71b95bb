// Choosing rows of a list as lists everywhere do: pure steps from one selection to the next.
import type { TrackId } from '../domain/library/ids';

export interface Selection {
  readonly ids: ReadonlySet<TrackId>;
  /** Where a range begins. */
  readonly anchor: number | null;
  /** The row that the keys move. */
  readonly active: number | null;
}

export const NO_SELECTION: Selection = { ids: new Set(), anchor: null, active: null };

export function selectOnly(trackIds: Uint32Array, at: number): Selection {
  return { ids: new Set(idsBetween(trackIds, at, at)), anchor: at, active: at };
}

export function toggleRow(selection: Selection, trackIds: Uint32Array, at: number): Selection {
  const ids = new Set(selection.ids);
  for (const id of idsBetween(trackIds, at, at)) {
    if (!ids.delete(id)) ids.add(id);
  }
  return { ids, anchor: at, active: at };
}

/** From the anchor to a row; what was chosen apart from the range is let go, unless `keep`. */
export function extendTo(selection: Selection, trackIds: Uint32Array, at: number, keep = false): Selection {
  const anchor = selection.anchor ?? at;
  const range = idsBetween(trackIds, anchor, at);
  return { ids: new Set(keep ? [...selection.ids, ...range] : range), anchor, active: at };
}

export function selectAll(selection: Selection, trackIds: Uint32Array): Selection {
  return { ...selection, ids: new Set(idsBetween(trackIds, 0, trackIds.length - 1)) };
}

/** The row that a key leads to, or null where the key moves nothing. */
export function rowOfKey(key: string, active: number | null, count: number, page: number): number | null {
  if (count === 0) return null;
  const from = active ?? -1;
  const to = { ArrowDown: from + 1, ArrowUp: active === null ? count - 1 : from - 1, PageDown: from + page, PageUp: from - page, Home: 0, End: count - 1 }[key];
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}

/** The chosen ids in the order of the list. */
export function inListOrder(selection: Selection, trackIds: Uint32Array): TrackId[] {
  if (selection.ids.size === 0) return [];
  return (Array.from(trackIds) as TrackId[]).filter((id) => selection.ids.has(id));
}

function idsBetween(trackIds: Uint32Array, a: number, b: number): TrackId[] {
  return Array.from(trackIds.subarray(Math.max(0, Math.min(a, b)), Math.max(a, b) + 1)) as TrackId[];
}
