import { expect, test } from 'vitest';
import { paletteOf } from './palette';

/** Pixels of these colours, each as often as said. */
function pixels(...parts: readonly [red: number, green: number, blue: number, count: number, alpha?: number][]): Uint8ClampedArray {
  return Uint8ClampedArray.from(parts.flatMap(([r, g, b, count, alpha = 255]) => Array.from({ length: count }, () => [r, g, b, alpha]).flat()));
}

test('the colours of a picture come with their shares, the one that covers most first', () => {
  const palette = paletteOf(pixels([255, 0, 0, 30], [0, 0, 255, 60], [255, 255, 255, 10]));
  expect(palette.map(({ weight }) => weight)).toEqual([0.6, 0.3, 0.1]);
  expect(palette.map(({ h }) => Math.round(h)).slice(0, 2)).toEqual([264, 29]);
  expect([palette[2]?.l, palette[2]?.c].map((value) => Math.round((value ?? 0) * 100))).toEqual([100, 0]);
});

test('shades of one colour are one, and details are none', () => {
  expect(paletteOf(pixels([200, 30, 30, 40], [210, 34, 36, 40], [190, 26, 24, 18], [0, 255, 0, 2]))).toHaveLength(1);
});

test('there are never more than four, and none where nothing can be seen', () => {
  expect(paletteOf(pixels([255, 0, 0, 9], [0, 255, 0, 8], [0, 0, 255, 7], [255, 255, 0, 6], [255, 0, 255, 5], [0, 0, 0, 4]))).toHaveLength(4);
  expect(paletteOf(pixels([255, 0, 0, 9, 0]))).toEqual([]);
});
