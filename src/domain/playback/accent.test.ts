import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentFor, contrastWith, oklchCss } from './accent';

const cover = fc.record({ l: fc.double({ min: 0, max: 1, noNaN: true }), c: fc.double({ min: 0, max: 0.37, noNaN: true }), h: fc.double({ min: 0, max: 360, noNaN: true }) });
const GROUNDS = { light: ['#fafafb', '#dfe9ee'], dark: ['#0c0d10', '#1c2c33'] } as const;

for (const scheme of ['light', 'dark'] as const) {
  test(`every cover gives an accent that can be read on ${scheme} grounds, and text that can be read on it`, () => {
    fc.assert(fc.property(cover, (colour) => {
      const { color, onAccent } = accentFor(colour, GROUNDS[scheme], scheme);
      for (const ground of GROUNDS[scheme]) expect(contrastWith(color, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrastWith(color, onAccent)).toBeGreaterThanOrEqual(4.5);
    }));
  });
}

test('the hue of the cover is kept', () => {
  expect(accentFor({ l: 0.3, c: 0.1, h: 42 }, GROUNDS.dark, 'dark').color.h).toBe(42);
});

test('a colour that can be read already is left alone', () => {
  expect(accentFor({ l: 0.8, c: 0.1, h: 210 }, GROUNDS.dark, 'dark').color).toEqual({ l: 0.8, c: 0.1, h: 210 });
});

test('contrast follows WCAG: black on white is 21', () => {
  expect(contrastWith({ l: 0, c: 0, h: 0 }, '#ffffff')).toBeCloseTo(21, 1);
  expect(contrastWith({ l: 1, c: 0, h: 0 }, '#ffffff')).toBeCloseTo(1, 2);
});

test('a colour is written as CSS reads it', () => {
  expect(oklchCss({ l: 0.8, c: 0.13, h: 212 })).toBe('oklch(0.800 0.130 212.0)');
});
