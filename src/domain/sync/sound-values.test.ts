import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash128 } from '../library/hash128';
import type { ContentKey, DeviceId } from '../library/ids';
import type { SoundRow } from '../sound/sound';
import { soundFact, soundOf } from './fact-values';
import type { Fact } from './facts';

const maker = { deviceId: 'phone' as DeviceId, revision: 3 };
const origin = maker;
const old: SoundRow = {
  contentKey: 'c' as ContentKey, analyseVersion: 1, embedVersion: 0, soundTags: null, tempo: null, key: null,
  loudness: { integratedLufs: -14, samplePeakDbfs: null }, waveform: Uint8Array.of(1, 2), decodedDurationS: 60,
};
const whole: SoundRow = {
  ...old, analyseVersion: 2,
  loudness: { integratedLufs: -14, samplePeakDbfs: -0.1, truePeakDbtp: 0.3, rangeLu: 0, maxMomentaryLufs: -9, maxShortTermLufs: null },
  bandLevels: Uint8Array.of(1, 2, 3), loudnessCurve: Uint8Array.of(4), blockLoudness: Uint8Array.of(5, 6, 7),
  quality: { leadingSilenceS: 0, trailingSilenceS: 1.5, clippedRuns: 2, clippedSamples: 9, clippedShare: 0.001, dcOffset: -0.01, bandwidthHz: 16000, bandLimitedHz: null },
};

function sent(value: object): Fact {
  const bytes = encode(value);
  return { kind: 'sound', subject: 'c', version: 2, deviceId: maker.deviceId, revision: 3, value: bytes, digest: hash128(bytes) };
}

const valueOf = ({ contentKey: _, analyseVersion: __, ...value }: SoundRow) => value;

describe('a sound that travels', () => {
  it('arrives as it was', () => expect(soundOf(soundFact(whole, maker))).toEqual({ ...whole, origin }));

  it('of an older device arrives without what that does not measure', () => {
    expect(soundOf(soundFact(old, maker))).toEqual({ ...old, origin });
    expect(Object.keys(soundOf(soundFact(old, maker)) ?? {})).not.toContain('quality');
  });

  it('keeps a copy of its curves, not the page they lay in', () => {
    const fact = soundFact(whole, maker);
    const page = new Uint8Array(fact.value.length + 1000);
    page.set(fact.value, 500);
    const arrived = soundOf({ ...fact, value: page.subarray(500, 500 + fact.value.length) });
    expect([arrived?.bandLevels?.buffer.byteLength, arrived?.loudnessCurve?.buffer.byteLength, arrived?.blockLoudness?.buffer.byteLength]).toEqual([3, 1, 3]);
  });

  it.each([
    ['quality', { ...valueOf(whole), quality: { ...whole.quality, dcOffset: 'much' } }],
    ['quality', { ...valueOf(whole), quality: { ...whole.quality, bandwidthHz: undefined } }],
    ['bandLevels', { ...valueOf(whole), bandLevels: [1, 2, 3] }],
    ['loudnessCurve', { ...valueOf(whole), loudnessCurve: 7 }],
    ['blockLoudness', { ...valueOf(whole), blockLoudness: new Uint8Array(100_000) }],
  ])('loses a %s that is none, and nothing else', (name, value) => {
    const arrived = soundOf(sent(value));
    expect(arrived).toEqual({ ...whole, [name]: undefined, origin });
    expect(Object.keys(arrived ?? {})).not.toContain(name);
  });

  it('loses a part of its loudness that is no number', () => {
    const arrived = soundOf(sent({ ...valueOf(whole), loudness: { ...whole.loudness, truePeakDbtp: NaN } }));
    expect(arrived?.loudness).toEqual({ ...whole.loudness, truePeakDbtp: undefined });
  });

  it.each([[null], [7], [{}], [{ integratedLufs: 'loud', samplePeakDbfs: 0 }]])('is nothing with a loudness of %j', (loudness) => {
    expect(soundOf(sent({ ...valueOf(whole), loudness }))).toBeNull();
  });

  it('is a row or nothing, whatever its parts are', () => {
    const anything = fc.oneof(fc.constant(null), fc.double(), fc.string(), fc.uint8Array(), fc.dictionary(fc.string(), fc.integer()));
    fc.assert(fc.property(fc.constantFrom('loudness', 'quality', 'bandLevels', 'loudnessCurve', 'blockLoudness', 'waveform'), anything, (name, part) => {
      const row = soundOf(sent({ ...valueOf(whole), [name]: part }));
      expect(row === null || row.contentKey === 'c').toBe(true);
    }));
  });
});
