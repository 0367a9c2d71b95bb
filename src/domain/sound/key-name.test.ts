import { describe, expect, it } from 'vitest';
import { camelotCode } from './camelot';
import { keyName, keyOf } from './key-name';

// The wheel as published by Mixed In Key, from 1 to 12.
const WHEEL = {
  major: ['B', 'F♯', 'D♭', 'A♭', 'E♭', 'B♭', 'F', 'C', 'G', 'D', 'A', 'E'],
  minor: ['G♯', 'E♭', 'B♭', 'F', 'C', 'G', 'D', 'A', 'E', 'B', 'F♯', 'C♯'],
} as const;

const cases = (['major', 'minor'] as const).flatMap((mode) =>
  WHEEL[mode].map((note, i) => ({ mode, note, code: `${i + 1}${mode === 'major' ? 'B' : 'A'}` })),
);

describe('the 24 keys', () => {
  it.each(cases)('$note $mode is $code', ({ mode, note, code }) => {
    const key = keyOf(note.replace('♯', '#').replace('♭', 'b'), mode);
    expect(key && [keyName(key), camelotCode(key)]).toEqual([`${note} ${mode}`, code]);
  });
});

describe('names from outside', () => {
  it('read sharps and flats alike', () => expect(keyOf('A#', 'minor')).toEqual(keyOf('Bb', 'minor')));
  it('are null when unknown', () => expect([keyOf('H', 'major'), keyOf('C', 'dorian')]).toEqual([null, null]));
});
