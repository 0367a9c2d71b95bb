import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repaired, withInserted } from './insertion';

const byNumber = (a: number, b: number): number => a - b;

it('puts in what sorting all would have put there, equals behind those that were there', () => {
  fc.assert(fc.property(fc.array(fc.nat({ max: 99 })), fc.array(fc.nat({ max: 99 })), (old, fresh) => {
    const byTen = (a: number, b: number): number => Math.floor(a / 10) - Math.floor(b / 10);
    const sorted = old.toSorted(byTen);
    expect([...withInserted(Uint32Array.from(sorted), fresh, byTen)]).toEqual([...sorted, ...fresh.toSorted(byTen)].toSorted(byTen));
  }));
});

it('gives the order of sorting anew, whatever changed, came, or went', () => {
  fc.assert(fc.property(fc.array(fc.nat()), fc.array(fc.nat()), fc.nat({ max: 60 }), fc.array(fc.nat({ max: 60 })), (before, fresh, count, touched) => {
    const value = (values: readonly number[]) => (a: number, b: number): number => byNumber(values[a] ?? 0, values[b] ?? 0) || a - b;
    const slots = (length: number): number[] => Array.from({ length }, (_, i) => i);
    const after = slots(count).map((slot) => (touched.includes(slot) || slot >= before.length ? fresh[slot] ?? 7 : before[slot] ?? 7));
    const changed = new Set([...touched, ...slots(Math.max(count, before.length)).slice(Math.min(count, before.length))]);
    const order = Uint32Array.from(slots(before.length).sort(value(before)));
    expect([...repaired(order, changed, count, value(after))]).toEqual(slots(count).sort(value(after)));
  }));
});
