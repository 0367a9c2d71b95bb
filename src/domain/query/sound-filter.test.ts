import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_CODES, soundFilterOf, soundFilterSize, soundFilterText, type SoundFilter } from './sound-filter';
import { ATMOSPHERES, ENERGY_LEVELS, MOODS, RANGE_FIELDS, SOUND_MARKS, USES } from './sound-fields';

const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const range = fc.record({ min: number, max: number }, { requiredKeys: [] }).filter((each) => Object.keys(each).length > 0);
const filter: fc.Arbitrary<SoundFilter> = fc.record({
  ranges: fc.dictionary(fc.constantFrom(...RANGE_FIELDS), range, { minKeys: 1, noNullPrototype: true }), keys: some(KEY_CODES.map((_, i) => i)),
  labels: fc.record({ mood: some(MOODS), energyLevel: some(ENERGY_LEVELS), atmosphere: some(ATMOSPHERES), use: some(USES) }, { requiredKeys: [], noNullPrototype: true }).filter((each) => Object.keys(each).length > 0),
  marks: some(SOUND_MARKS),
}, { requiredKeys: [], noNullPrototype: true });

describe('the text of a filter by sound', () => {
  it('says the whole filter', () => fc.assert(fc.property(filter, (each) => {
    expect(soundFilterOf(soundFilterText(each))).toEqual(each);
  })));

  it('is legible', () => {
    expect(soundFilterText({ ranges: { tempoBpm: { min: 118, max: 124.5 }, valence: { max: -0.25 } }, keys: [14, 15], labels: { mood: ['chill', 'dark'] }, marks: ['clipped'] }))
      .toBe('tempoBpm:118..124.5,valence:..-0.25,key:8A|8B,mood:chill|dark,mark:clipped');
  });

  it.each(['', ',', ':', 'tempoBpm', 'tempoBpm:', 'tempoBpm:..', 'tempoBpm:a..b', 'tempoBpm:1..2..3', 'tempoBpm:Infinity..', 'key:13A', 'mood:', 'mood:sleepy', 'mark:x', '__proto__:1..2', 'colour:red'])('asks for nothing as %j', (text) => {
    expect(soundFilterOf(text)).toEqual({});
  });

  it('is understood whatever it is', () => fc.assert(fc.property(fc.string(), (text) => {
    expect(soundFilterSize(soundFilterOf(text))).toBeGreaterThanOrEqual(0);
  })));

  it('counts what it asks for', () => expect(soundFilterSize({ ranges: { energy: { min: 0 } }, keys: [1, 2], labels: { mood: ['dark', 'chill'] }, marks: ['clipped', 'unsure'] })).toBe(5));
});
