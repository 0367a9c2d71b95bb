import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrastWith } from '../playback/accent';
import { coverTint } from './cover-tint';

const SCHEMES = ['light', 'dark'] as const;
/** As in styles/tokens.css. */
const MUTED = { light: '#596069', dark: '#9ca2ac' } as const;
const grey = { l: 0.5, c: 0.004, h: 20, weight: 0.7 };
const red = { l: 0.5, c: 0.18, h: 25, weight: 0.2 };
const dustyBlue = { l: 0.6, c: 0.03, h: 250, weight: 0.1 };

test('takes the hue that the picture is remembered by, however much grey there is around it', () => {
  expect(SCHEMES.map((scheme) => coverTint({ palette: [grey, red, dustyBlue], accent: null }, scheme)?.h)).toEqual([25, 25]);
});

test('leaves the page as it is for grey pictures, and takes the one colour of older covers', () => {
  expect(coverTint({ palette: [grey], accent: null }, 'light')).toBeNull();
  expect(coverTint({ palette: [grey], accent: { l: 0.5, c: 0.01, h: 3 } }, 'light')).toBeNull();
  expect(coverTint({ accent: { l: 0.5, c: 0.1, h: 140 } }, 'dark')?.h).toBe(140);
});

test('can be read on, whatever the picture', () => {
  const part = (max: number) => fc.double({ min: 0, max, noNaN: true });
  fc.assert(fc.property(part(1), part(0.37), part(360), fc.constantFrom(...SCHEMES), (l, c, h, scheme) => {
    const tint = coverTint({ palette: [{ l, c, h, weight: 1 }], accent: null }, scheme);
    if (!tint) return;
    expect(contrastWith(tint, MUTED[scheme])).toBeGreaterThanOrEqual(4.5);
    expect(scheme === 'light' ? tint.l : 1 - tint.l).toBeGreaterThan(0.6);
  }));
});
