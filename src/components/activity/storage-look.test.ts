import { expect, test } from 'vitest';
import { isNearlyFull, shades } from './storage-look';

test('parts go from the accent towards grey, and the rest is grey', () => {
  const looks = shades([{ name: 'covers' }, { name: 'tracks' }, { name: 'app' }, { name: 'rest' }]);
  expect(looks.map((look) => Number(/ (\d+)%/.exec(look)?.[1] ?? 0))).toEqual([100, 60, 20, 0]);
  expect(shades([{ name: 'app' }])).toEqual(['color-mix(in oklab, var(--accent-solid) 100%, var(--wave-rest))']);
});

test('only a browser that tells of its limit can be nearly full', () => {
  expect(isNearlyFull({ usedBytes: 95, quotaBytes: 100 })).toBe(true);
  expect(isNearlyFull({ usedBytes: 50, quotaBytes: 100 })).toBe(false);
  expect(isNearlyFull({ usedBytes: 95, quotaBytes: null })).toBe(false);
  expect(isNearlyFull(null)).toBe(false);
});
