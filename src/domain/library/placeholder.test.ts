import { expect, test } from 'vitest';
import { hueOf, initialsOf } from './placeholder';

test('initials are the first letters of the first two words, whatever the script', () => {
  expect(initialsOf('Battle for Wesnoth')).toBe('BF');
  expect(initialsOf('“été” indien')).toBe('ÉI');
  expect(initialsOf('久石 譲')).toBe('久譲');
  expect(initialsOf('1999')).toBe('1');
});

test('a name without letters has no initials', () => {
  expect(initialsOf('… !!!')).toBe('');
});

test('a name has one hue, however its accents are composed', () => {
  expect(hueOf('Été')).toBe(hueOf('E\u0301te\u0301'));
  expect(hueOf('Été')).not.toBe(hueOf('Ete'));
  expect(hueOf('x')).toBeGreaterThanOrEqual(0);
  expect(hueOf('x')).toBeLessThan(360);
});
