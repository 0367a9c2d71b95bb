import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlaylistEntryId } from '../library/ids';
import { keysAfter, keysAtEnd } from './order';

interface Entry { entryId: PlaylistEntryId; orderKey: string }

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (entries: readonly Entry[]): Entry[] => entries.toSorted((a, b) => compare(a.orderKey, b.orderKey) || compare(a.entryId, b.entryId));
const names = (entries: readonly Entry[]): string[] => inOrder(entries).map((entry) => entry.entryId);

/** A playlist of `count` entries; `ties` says which got the same key as the one before, as two offline devices would give. */
function playlist(count: number, ties: readonly boolean[] = []): Entry[] {
  const keys = keysAtEnd([], count);
  const entries = keys.map((orderKey, i) => ({ entryId: `e${String(i).padStart(2, '0')}` as PlaylistEntryId, orderKey }));
  entries.forEach((entry, i) => {
    if (i > 0 && ties[i]) entry.orderKey = (entries[i - 1] as Entry).orderKey;
  });
  return inOrder(entries);
}

function move(entries: readonly Entry[], from: number, after: number | null): Entry[] {
  const keys = keysAfter(entries, (entries[from] as Entry).entryId, after === null ? null : (entries[after] as Entry).entryId);
  return entries.map((entry) => ({ ...entry, orderKey: keys.get(entry.entryId) ?? entry.orderKey }));
}

describe('order keys', () => {
  it('put new entries behind the last', () => {
    const entries = playlist(3);
    const added = keysAtEnd(entries, 2).map((orderKey, i) => ({ entryId: `new${i}` as PlaylistEntryId, orderKey }));
    expect(names([...added, ...entries])).toEqual(['e00', 'e01', 'e02', 'new0', 'new1']);
  });

  it('change only the entry that was moved', () => {
    expect([...keysAfter(playlist(5), 'e04' as PlaylistEntryId, 'e01' as PlaylistEntryId).keys()]).toEqual(['e04']);
  });

  it('put an entry first', () => {
    expect(names(move(playlist(3), 2, null))).toEqual(['e02', 'e00', 'e01']);
  });

  it('put an entry where the person dropped it and leave the rest in order, even among equal keys', () => {
    const moves = fc.tuple(fc.array(fc.boolean(), { minLength: 2, maxLength: 12 }), fc.nat(), fc.integer({ min: -1, max: 100 }));
    fc.assert(fc.property(moves, ([ties, fromSeed, afterSeed]) => {
      const entries = playlist(ties.length, ties);
      const from = fromSeed % ties.length;
      const after = afterSeed < 0 ? null : afterSeed % ties.length;
      fc.pre(after !== from);
      const expected = entries.map((entry) => entry.entryId).filter((_, i) => i !== from);
      const place = after === null ? 0 : expected.indexOf((entries[after] as Entry).entryId) + 1;
      expected.splice(place, 0, (entries[from] as Entry).entryId);
      expect(names(move(entries, from, after))).toEqual(expected);
    }));
  });
});
