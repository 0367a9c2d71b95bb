import { describe, expect, it } from 'vitest';
import { camelotCode, camelotNumber } from './camelot';
import { keyAt, keyNeighbours, keysFit, shortKeyName } from './key-wheel';

const C_MAJOR = { tonic: 0, mode: 'major' } as const;
const A_MINOR = { tonic: 9, mode: 'minor' } as const;
const all = (['major', 'minor'] as const).flatMap((mode) => [...Array(12).keys()].map((tonic) => ({ tonic, mode })));

describe('the key wheel', () => {
  it('finds every key back from its place', () => {
    expect(all.map((key) => keyAt(camelotNumber(key), key.mode))).toEqual(all);
  });

  it('names the neighbours of A minor: D minor, E minor and C major', () => {
    expect(keyNeighbours(A_MINOR).map(shortKeyName)).toEqual(['Dm', 'Em', 'C']);
  });

  it('wraps round from 12 to 1', () => {
    expect(keyNeighbours(keyAt(12, 'minor')).map(camelotCode)).toEqual(['11A', '1A', '12B']);
  });

  it('lets relative keys fit and distant ones not', () => {
    expect(keysFit(A_MINOR, C_MAJOR)).toBe(true);
    expect(keysFit(C_MAJOR, { tonic: 6, mode: 'major' })).toBe(false);
  });
});
