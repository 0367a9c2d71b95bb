import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOp, choiceOf, type ChoiceRow, type Op } from './choice';
import { tick, type Hlc } from './clock';

/** Ops of a few devices on a few fields, each with a time of its own, as the clock promises. */
const ops = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('rating', 'loved', 'name'),
    value: fc.oneof(fc.integer(), fc.boolean(), fc.string(), fc.constant(null)),
    ms: fc.nat(1000),
    device: fc.constantFrom('a', 'b', 'c'),
    parent: fc.constantFrom({}, { parent: 'p' }, { parent: 'q' }),
  }).map(({ field, value, ms, device, parent }): Op => ({ kind: 'playlistEntry', id: 'x', ...parent, field, value, hlc: tick(null, ms + 1, device) })),
  { selector: (op) => `${op.field} ${op.hlc}`, maxLength: 20 },
);

const applyAll = (list: readonly Op[]): ChoiceRow | undefined => list.reduce<ChoiceRow | undefined>((row, op) => applyOp(row, op), undefined);

describe('merging ops', () => {
  it('comes to the same state in whatever order they arrive', () => {
    const shuffled = ops.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(fc.property(shuffled, ([list, other]) => {
      expect(applyAll(other)).toEqual(applyAll(list));
    }));
  });

  it('changes nothing when an op arrives twice', () => {
    fc.assert(fc.property(ops, (list) => {
      expect(applyAll([...list, ...list])).toEqual(applyAll(list));
    }));
  });

  it('keeps the value of the latest writer of each field', () => {
    fc.assert(fc.property(ops.filter((list) => list.length > 0), (list) => {
      const row = applyAll(list);
      for (const field of new Set(list.map((op) => op.field))) {
        const latest = list.filter((op) => op.field === field).reduce((a, b) => (a.hlc > b.hlc ? a : b));
        expect(choiceOf(row, field)).toBe(latest.value);
      }
    }));
  });
});

describe('the clock', () => {
  it('never goes back or stands still, whatever the wall clock does', () => {
    fc.assert(fc.property(fc.array(fc.nat(2 ** 45), { minLength: 1, maxLength: 50 }), (walls) => {
      let last: Hlc | null = null;
      for (const ms of walls) {
        const next: Hlc = tick(last, ms, 'device');
        expect(last === null || next > last).toBe(true);
        last = next;
      }
    }));
  });

  it('moves on to the next millisecond when the counter is full', () => {
    const full = `${(5).toString(16).padStart(12, '0')}-ffff-device`;
    expect(tick(full, 5, 'device')).toBe('000000000006-0000-device');
  });
});
