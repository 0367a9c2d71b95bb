import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NONE, StringTable } from './string-table';
import { COLLATOR } from './view.fixture';

function inOrder(table: StringTable): string[] {
  return [...table.sortedIds()].map((id) => table.text(id) as string);
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
  }));
});
