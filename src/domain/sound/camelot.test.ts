import { describe, expect, it } from 'vitest';
import { camelotCode, camelotNeighbours, camelotOf, keyAt, keysFit, shortKeyName } from './camelot';

const C_MAJOR = { tonic: 0, mode: 'major' } as const;
const A_MINOR = { tonic: 9, mode: 'minor' } as const;
const all = (['major', 'minor'] as const).flatMap((mode) => [...Array(12).keys()].map((tonic) => ({ tonic, mode })));

describe('camelot', () => {
  it('gives the published codes', () => {
    const known = { C: '8B', G: '9B', F: '7B', B: '1B', 'F♯': '2B', E: '12B', Am: '8A', Em: '9A', Dm: '7A', 'D♭m': '12A', 'A♭m': '1A', 'E♭m': '2A' };
    const codes = Object.fromEntries(all.map((key) => [shortKeyName(key), camelotCode(key)]));
    expect(codes).toMatchObject(known);
  });

  it('finds every key back from its place', () => {
    expect(all.map((key) => keyAt(camelotOf(key)))).toEqual(all);
  });

  it('names the neighbours of A minor: D minor, E minor and C major', () => {
    expect(camelotNeighbours(A_MINOR).map(shortKeyName)).toEqual(['Dm', 'Em', 'C']);
  });

  it('wraps round from 12 to 1', () => {
    expect(camelotNeighbours(keyAt({ number: 12, letter: 'A' })).map(camelotCode)).toEqual(['11A', '1A', '12B']);
  });

  it('lets relative keys fit and distant ones not', () => {
    expect(keysFit(A_MINOR, C_MAJOR)).toBe(true);
    expect(keysFit(C_MAJOR, { tonic: 6, mode: 'major' })).toBe(false);
  });
});
