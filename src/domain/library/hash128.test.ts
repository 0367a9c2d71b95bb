import { expect, test } from 'vitest';
import { hash128, hashTexts } from './hash128';

const hashOf = (text: string) => hash128(new TextEncoder().encode(text));

test('agrees with the reference implementation (vectors made with mmh3, x86 128, seed 0)', () => {
  expect(hashOf('')).toBe('00000000000000000000000000000000');
  expect(hashOf('I will not buy this record, it is scratched.')).toBe('a0a9683b25ac5e40d9af2895890dddf5');
  expect(hashOf('abc')).toBe('75cdc6d1a2b006a5a2b006a5a2b006a5');
  expect(hash128(new Uint8Array(35).fill(255))).toBe('0dbe850477e8df7e7b50d7edad11ef19');
});

test('parts are kept apart', () => {
  expect(hashTexts(['ab', 'c'])).not.toBe(hashTexts(['a', 'bc']));
});
