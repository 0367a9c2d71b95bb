import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NONE, StringTable } from './string-table';
import { COLLATOR } from './view.fixture';

function inOrder(table: StringTable): string[] {
  return [...table.sortedIds()].map((id) => table.text(id) as string);
}

function ranked(table: StringTable): Record<string, number> {
  const ranks = table.sortRanks();
  return Object.fromEntries(table.strings.map((text, id) => [text, ranks[id] as number]));
}

it('gives one id to one string', () => {
  const table = new StringTable('name', COLLATOR);
  expect(table.intern('Air')).toBe(table.intern('Air'));
});

it('has no id for no value', () => expect(new StringTable('name', COLLATOR).intern(null)).toBe(NONE));

it('sorts names naturally, accents and case aside', () => {
  const table = new StringTable('name', COLLATOR);
  for (const name of ['Zoo', 'Track 10', 'étoile', 'Track 2', 'Eta']) table.intern(name);
  expect(inOrder(table)).toEqual(['Eta', 'étoile', 'Track 2', 'Track 10', 'Zoo']);
});

it('ranks names that differ in accents or case alike', () => {
  const table = new StringTable('name', COLLATOR);
  const [a, b] = [table.intern('Björk'), table.intern('BJORK')];
  expect(table.sortRanks()[a]).toBe(table.sortRanks()[b]);
});

it('orders strings that come in several goes as if they had come at once', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }))), (goes) => {
    const stepwise = new StringTable('name', COLLATOR);
    for (const go of goes) {
      for (const text of go) stepwise.intern(text);
      stepwise.sortRanks();
    }
    const atOnce = new StringTable('name', COLLATOR);
    for (const text of goes.flat()) atOnce.intern(text);
    expect(inOrder(stepwise)).toEqual(inOrder(atOnce));
    expect(ranked(stepwise)).toEqual(ranked(atOnce));
  }));
});

it('ranks alike what collates alike, in whatever go it came', () => {
  const alike = fc.constantFrom('Été', 'ete', 'ÉTÉ', 'eta', 'Zoo', 'zoo', 'Track 2', 'track 02', 'Track 10');
  fc.assert(fc.property(fc.array(fc.array(alike)), (goes) => {
    const table = new StringTable('name', COLLATOR);
    for (const go of goes) {
      for (const text of go) table.intern(text);
      const ranks = table.sortRanks();
      for (const a of go) for (const b of go) {
        const [rankA, rankB] = [ranks[table.intern(a)] as number, ranks[table.intern(b)] as number];
        expect(Math.sign(rankA - rankB)).toBe(Math.sign(COLLATOR.compare(a, b)));
      }
    }
  }));
});

it('ranks from a snapshot as it did before, also what comes after', () => {
  const table = new StringTable('name', COLLATOR);
  for (const text of ['Zoo', 'ete', 'Air']) table.intern(text);
  const restored = new StringTable('name', COLLATOR);
  restored.restore(table.strings, table.sortedIds(), table.sortTies());
  for (const each of [table, restored]) ['Été', 'zoo', 'Bach'].forEach((text) => each.intern(text));
  expect(ranked(restored)).toEqual(ranked(table));
});
