import { describe, expect, it } from 'vitest';
import type { ContentKey } from '../../domain/library/ids';
import type { SoundRow } from '../../domain/sound/sound';
import { plainSound, rawFacts } from './raw-facts';

const row: SoundRow = {
  contentKey: 'k1' as ContentKey, analyseVersion: 2, embedVersion: 1, decodedDurationS: 180.123456789,
  tempo: { tempoBpm: 120, confidence: 0.9, candidates: [{ tempoBpm: 60, weight: 0.25 }] }, key: null,
  loudness: { integratedLufs: -14.2, samplePeakDbfs: -1, rangeLu: NaN }, waveform: new Uint8Array(400), soundTags: Float32Array.of(0.5, 0),
};

describe('raw values', () => {
  it('names each number by its path, and leaves out what is drawn', () => {
    const facts = Object.fromEntries(rawFacts(row).map(({ path, value }) => [path, value]));
    expect(facts).toMatchObject({ 'loudness.integratedLufs': '-14.2', 'tempo.candidates[0].tempoBpm': '60', decodedDurationS: '180.123', key: '–', 'loudness.rangeLu': '–', 'soundTags.guitar': '0.5' });
    expect('waveform' in facts).toBe(false);
  });

  it('is JSON that reads back the same', () => {
    const plain = plainSound(row);
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
  });
});
