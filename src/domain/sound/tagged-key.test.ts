import { describe, expect, it } from 'vitest';
import { camelotCode, keyAt } from './camelot';
import { taggedKeyOf } from './tagged-key';

const code = (text: string | null) => {
  const key = taggedKeyOf(text);
  return key && camelotCode(key);
};

describe('a key in tags', () => {
  it.each([
    ['Am', '8A'], ['A minor', '8A'], ['a min', '8A'], ['A-moll', '8A'], ['C', '8B'], ['C major', '8B'], ['CM', '8B'], ['Cmaj', '8B'], ['C dur', '8B'],
    ['F#m', '11A'], ['F♯ minor', '11A'], ['Gbm', '11A'], ['Fis-moll', '11A'], ['Abm', '1A'], ['Bb', '6B'], ['B♭ minor', '3A'], ['Es-Dur', '5B'], ['Cb', '1B'], ['B#', '8B'], ['H', '1B'],
    ['8A', '8A'], ['08a', '8A'], ['12B', '12B'], ['1A', '1A'], ['1m', '8A'], ['1d', '8B'], ['6m', '1A'], ['12d', '7B'],
    ['8A/9A', '8A'], ['Am - 8A', '8A'], ['8A (Am)', '8A'], [' Am ', '8A'],
  ])('%s is %s', (text, expected) => expect(code(text)).toBe(expected));

  it.each([null, '', 'o', 'X', 'All', '13A', '0B', 'A dorian', 'Beethoven', '120'])('%s is none', (text) => expect(code(text)).toBeNull());

  it('is read back from every Camelot code', () => {
    for (const letter of ['A', 'B'] as const) for (let number = 1; number <= 12; number++) expect(taggedKeyOf(`${number}${letter}`)).toEqual(keyAt({ number, letter }));
  });
});
