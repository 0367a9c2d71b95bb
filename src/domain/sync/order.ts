// Order keys of playlist entries: a key between its neighbours, so that a move is one op (fractional indexing, D. Greenspan).
import { generateNKeysBetween } from 'fractional-indexing';
import type { PlaylistEntryId } from '../library/ids';
import { playlistEntryOf, type ChoiceRow, type PlaylistEntry } from './choice';

type Ordered = Pick<PlaylistEntry, 'entryId' | 'orderKey'>;

/** Entries that are not removed, in order: by their keys, and where those are equal by id, the same on every device. */
export function entriesInOrder(rows: readonly ChoiceRow[]): PlaylistEntry[] {
  const entries = rows.map(playlistEntryOf).filter((entry) => !entry.removed);
  return entries.sort(compareEntries);
}

/** The order of a playlist. */
export function compareEntries(a: Ordered, b: Ordered): number {
  return compare(a.orderKey, b.orderKey) || compare(a.entryId, b.entryId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Keys for `count` new entries behind the last one. @param entries in order */
export function keysAtEnd(entries: readonly Ordered[], count: number): string[] {
  return generateNKeysBetween(keyOf(entries.at(-1)), null, count);
}

/**
 * New keys that put an entry just after `after`, or first when that is null. Usually one key; where two devices
 * gave the same key to different entries, those that would be in the way get new ones too.
 * @param entries of one playlist, in order
 */
export function keysAfter(entries: readonly Ordered[], entryId: PlaylistEntryId, after: PlaylistEntryId | null): Map<PlaylistEntryId, string> {
  const others = entries.filter((entry) => entry.entryId !== entryId);
  const place = after === null ? -1 : others.findIndex((entry) => entry.entryId === after);
  const lower = keyOf(others[place]);
  const behind = others.slice(place + 1);
  const upperAt = behind.findIndex((entry) => lower === null || entry.orderKey > lower);
  const inTheWay = upperAt < 0 ? behind : behind.slice(0, upperAt);
  const ids = [entryId, ...inTheWay.map((entry) => entry.entryId)];
  const keys = generateNKeysBetween(lower, upperAt < 0 ? null : keyOf(behind[upperAt]), ids.length);
  return new Map(ids.map((id, i) => [id, keys[i] as string]));
}

/** An entry whose key has not arrived yet sorts first and bounds nothing. */
function keyOf(entry: Ordered | undefined): string | null {
  return entry?.orderKey ? entry.orderKey : null;
}
