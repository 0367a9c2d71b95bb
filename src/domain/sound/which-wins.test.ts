import { describe, expect, it } from 'vitest';
import { applyOp, type ChoiceRow, type ChoiceValue } from '../sync/choice';
import { keyChoice, keySaid, tempoChoice } from './corrections';
import { effectiveGain, effectiveKey, effectiveTempo, tagDifferences, whichWinsOf } from './which-wins';

const sound = {
  tempo: { tempoBpm: 90.2, confidence: 0.4, candidates: [{ tempoBpm: 180, weight: 0.3 }] }, key: { tonic: 0, mode: 'major', strength: 0.7, confidence: 0.5, tuningHz: 441 } as const,
  loudness: { integratedLufs: -10, samplePeakDbfs: 0 },
};
const tags = { taggedBpm: 90, taggedKey: 'Am', replayGainTrackDb: -7 };
const choice = (field: string, value: ChoiceValue): ChoiceRow => applyOp(undefined, { kind: 'recording', id: 'k', field, value, hlc: 'h' as never });

describe('tempo, key and gain that are shown', () => {
  it('are those that win', () => {
    expect([effectiveTempo(sound, tags, undefined, 'measured'), effectiveTempo(sound, tags, undefined, 'tags')])
      .toEqual([{ ...sound.tempo, source: 'measured' }, { tempoBpm: 90, confidence: 1, candidates: sound.tempo.candidates, source: 'tags' }]);
    expect([effectiveKey(sound, tags, undefined, 'measured'), effectiveKey(sound, tags, undefined, 'tags')])
      .toEqual([{ ...sound.key, source: 'measured' }, { tonic: 9, mode: 'minor', strength: 1, confidence: 1, tuningHz: 441, source: 'tags' }]);
    expect([effectiveGain(sound, tags, 'measured'), effectiveGain(sound, tags, 'tags')]).toEqual([{ trackDb: -8, source: 'measured' }, { trackDb: -7, source: 'tags' }]);
  });

  it('are those that are there, where only one is', () => {
    const silent = { tempo: null, key: null, loudness: { integratedLufs: null, samplePeakDbfs: null } };
    for (const without of [undefined, silent]) {
      expect([effectiveTempo(without, tags, undefined, 'measured')?.source, effectiveKey(without, tags, undefined, 'measured')?.source, effectiveGain(without, tags, 'measured')?.source]).toEqual(['tags', 'tags', 'tags']);
      expect([effectiveTempo(without, null, undefined, 'tags'), effectiveKey(without, null, undefined, 'tags'), effectiveGain(without, null, 'tags')]).toEqual([null, null, null]);
    }
    const untagged = { taggedBpm: null, taggedKey: 'off', replayGainTrackDb: null };
    expect([effectiveTempo(sound, untagged, undefined, 'tags')?.source, effectiveKey(sound, untagged, undefined, 'tags')?.source, effectiveGain(sound, untagged, 'tags')?.source]).toEqual(['measured', 'measured', 'measured']);
  });

  it.each(['measured', 'tags'] as const)('are what a person set, whether or not %s wins', (wins) => {
    expect(effectiveTempo(sound, tags, choice('tempoBpm', 180), wins)).toMatchObject({ tempoBpm: 180, source: 'corrected' });
    expect(effectiveKey(sound, tags, choice('key', 'Eb minor'), wins)).toMatchObject({ tonic: 3, mode: 'minor', source: 'corrected' });
  });

  it.each(['120', true, 0, 19, 401, Infinity, NaN, null])('are not a correction of %s', (value) => {
    expect(effectiveTempo(sound, null, choice('tempoBpm', value), 'measured')?.source).toBe('measured');
  });

  it.each(['', 'X minor', 'C', 'C dorian', 7, null])('are not a key of %s', (value) => expect(effectiveKey(sound, null, choice('key', value), 'measured')?.source).toBe('measured'));
});

describe('a correction', () => {
  it('of a key is read as it was written', () => {
    for (const mode of ['major', 'minor'] as const) for (let tonic = 0; tonic < 12; tonic++) expect(keySaid(keyChoice({ tonic, mode }))).toEqual({ tonic, mode });
  });

  it('of a tempo is kept to a thousandth', () => expect([tempoChoice(92.12345), tempoChoice(20), tempoChoice(400), tempoChoice(400.1)]).toEqual([92.123, 20, 400, null]));
});

describe('what wins', () => {
  it('is what was measured unless somebody chose', () => {
    expect(whichWinsOf(undefined)).toEqual({ tempo: 'measured', key: 'measured', gain: 'measured' });
    expect(whichWinsOf(choice('key', 'tags'))).toEqual({ tempo: 'measured', key: 'tags', gain: 'measured' });
    expect(whichWinsOf(choice('key', 'something new'))).toEqual({ tempo: 'measured', key: 'measured', gain: 'measured' });
  });
});

describe('tags differ from what was measured', () => {
  const differ = (bpm: number | null, key: string | null = null, gain: number | null = null) => tagDifferences(sound, { taggedBpm: bpm, taggedKey: key, replayGainTrackDb: gain });

  it.each([90, 93, 87.5])('not by %s BPM', (bpm) => expect(differ(bpm)).toBeNull());
  it.each([180, 184, 45, 270, 30])('by an octave with %s BPM', (bpm) => expect(differ(bpm)).toEqual({ tempo: 'octave' }));
  it.each([100, 120, 135])('by a tempo of %s BPM', (bpm) => expect(differ(bpm)).toEqual({ tempo: 'other' }));
  it('by a key, a relative one too', () => expect([differ(null, 'Am'), differ(null, 'C'), differ(null, 'off')]).toEqual([{ key: true }, null, null]));
  it('by more than a decibel', () => expect([differ(null, null, -6.9), differ(null, null, -7.1)]).toEqual([{ gain: true }, null]));
  it('in nothing where one of them says nothing', () => expect([tagDifferences(undefined, tags), tagDifferences(sound, null)]).toEqual([null, null]));
});
