import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceOf, hlcMs, isAhead, receive, restamp, tick, type Hlc } from './clock';

const NOW_MS = 1_800_000_000_000;
const DAY_MS = 86_400_000;

describe('the clock', () => {
  it('never gives a time that is not later than the last, whatever the wall clock does', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 2 * NOW_MS }), { minLength: 2 }), (walls) => {
      let last: Hlc | null = null;
      for (const wall of walls) {
        const next: Hlc = tick(last, wall, 'a');
        if (last !== null) expect(next > last).toBe(true);
        last = next;
      }
    }));
  });

  it('gives a later time than all that arrived', () => {
    const arrived = tick(null, NOW_MS + DAY_MS, 'b');
    expect(tick(receive(tick(null, NOW_MS, 'a'), [arrived, tick(null, 5, 'c')]), NOW_MS, 'a') > arrived).toBe(true);
  });

  it('tells moment and device of a time, and whether it lies too far ahead', () => {
    const hlc = tick(null, NOW_MS, 'a-b-c');
    expect([hlcMs(hlc), deviceOf(hlc)]).toEqual([NOW_MS, 'a-b-c']);
    expect([isAhead(hlc, NOW_MS - 300_000, 300_000), isAhead(hlc, NOW_MS - 300_001, 300_000)]).toEqual([false, true]);
  });

  it('goes on when its counter is full', () => {
    const full = `${NOW_MS.toString(16).padStart(12, '0')}-ffff-a`;
    expect(tick(full, NOW_MS, 'a') > full).toBe(true);
  });
});

describe('times set right', () => {
  const wrong = fc.record({
    aheadMs: fc.integer({ min: 1, max: 30 * DAY_MS }),
    agesMs: fc.array(fc.nat(DAY_MS), { minLength: 1, maxLength: 30 }),
    floorAgeMs: fc.option(fc.nat(DAY_MS)),
  });

  it('keep their order, lie past all that was seen, and not past now', () => {
    fc.assert(fc.property(wrong, ({ aheadMs, agesMs, floorAgeMs }) => {
      let last: Hlc | null = null;
      const hlcs = agesMs.toSorted((a, b) => b - a).map((age) => (last = tick(last, NOW_MS + aheadMs - age, 'a')));
      const floor = floorAgeMs === null ? null : tick(null, NOW_MS - floorAgeMs, 'b');
      const right = restamp(hlcs, { floor, nowMs: NOW_MS, offsetMs: -aheadMs, deviceId: 'a' });
      expect(right).toEqual([...new Set(right)].sort());
      expect(right.length).toBe(hlcs.length);
      if (floor !== null) expect((right[0] as Hlc) > floor).toBe(true);
      for (const hlc of right) expect(hlcMs(hlc)).toBeLessThanOrEqual(NOW_MS);
    }));
  });

  it('are those at which the changes were made, where the clock was ahead by the same all along', () => {
    const made = [NOW_MS - 5_000, NOW_MS - 3_000, NOW_MS - 1];
    const right = restamp(made.map((ms) => tick(null, ms + 2 * DAY_MS, 'a')), { floor: null, nowMs: NOW_MS, offsetMs: -2 * DAY_MS, deviceId: 'a' });
    expect(right.map(hlcMs)).toEqual(made);
  });
});
