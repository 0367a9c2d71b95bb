import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyOp, type ChoiceChange, type ChoiceRow, type Op } from '../sync/choice';
import type { Hlc } from '../sync/clock';
import { aliasesOf, linksOf, mergeChanges, shownKey, splitChanges, type ArtistLinks } from './artist-aliases';
import type { ArtistKey } from './ids';

const key = (name: string) => name as ArtistKey;
const links = (...pairs: [string, string][]): ArtistLinks => new Map(pairs.map(([from, into]) => [key(from), key(into)]));

/** The links after ops that arrive in this order. */
function linksAfter(ops: readonly Op[]): ArtistLinks {
  const rows = new Map<string, ChoiceRow>();
  for (const op of ops) rows.set(op.id, applyOp(rows.get(op.id), op));
  return linksOf([...rows.values()]);
}

function applied(before: ArtistLinks, changes: readonly ChoiceChange[]): ArtistLinks {
  const after = new Map(before);
  for (const { id, value } of changes) {
    if (value === null) after.delete(key(id));
    else after.set(key(id), key(String(value)));
  }
  return after;
}

describe('merged artists', () => {
  test('are followed to the end', () => {
    expect(aliasesOf(links(['a', 'b'], ['b', 'c']))).toEqual(links(['a', 'c'], ['b', 'c']));
  });

  test('of a circle, the least key stands for all', () => {
    expect(aliasesOf(links(['b', 'a'], ['a', 'b'], ['x', 'b']))).toEqual(links(['b', 'a'], ['x', 'a']));
  });

  test('keep what was merged into them when they are split off', () => {
    const merged = links(['a', 'b'], ['b', 'c']);
    expect(aliasesOf(applied(merged, splitChanges(key('b'), merged)))).toEqual(links(['a', 'b']));
  });

  test('part for good where two devices merged them into each other', () => {
    const circle = links(['b', 'a'], ['a', 'b']);
    expect(aliasesOf(applied(circle, splitChanges(key('b'), circle)))).toEqual(new Map());
  });

  test('a merge of what is merged already changes nothing', () => {
    expect(mergeChanges(key('a'), key('b'), links(['b', 'a']))).toEqual([]);
  });
});

const arbitraryKey = fc.constantFrom('a', 'b', 'c', 'd', 'e').map(key);
const arbitraryOps = fc.array(fc.record({ id: arbitraryKey, value: fc.option(arbitraryKey, { nil: null }) }), { maxLength: 12 })
  .map((all) => all.map(({ id, value }, i): Op => ({ kind: 'artist', id, field: 'mergedInto', value, hlc: String(i).padStart(3, '0') as Hlc })));

describe('whatever devices do', () => {
  test('there are no chains and no circles, and every order of the same ops shows the same', () => {
    fc.assert(fc.property(arbitraryOps.chain((ops) => fc.tuple(fc.constant(ops), fc.shuffledSubarray(ops, { minLength: ops.length }))), ([ops, shuffled]) => {
      const aliases = aliasesOf(linksAfter(ops));
      for (const [from, into] of aliases) {
        expect(into).not.toBe(from);
        expect(aliases.has(into)).toBe(false);
      }
      expect(aliasesOf(linksAfter(shuffled))).toEqual(aliases);
    }));
  });

  test('a merge shows both under one, a split shows them apart', () => {
    fc.assert(fc.property(arbitraryOps, arbitraryKey, arbitraryKey, (ops, from, into) => {
      const before = linksAfter(ops);
      const merged = applied(before, mergeChanges(from, into, before));
      const aliases = aliasesOf(merged);
      expect(shownKey(from, aliases)).toBe(shownKey(into, aliases));
      const shown = shownKey(from, aliases);
      if (from === shown) return;
      const apart = aliasesOf(applied(merged, splitChanges(from, merged)));
      expect(shownKey(from, apart)).toBe(from);
      expect(shownKey(shown, apart)).not.toBe(from);
    }));
  });
});
