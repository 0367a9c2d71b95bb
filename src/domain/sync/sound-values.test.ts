import { decode, encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash128 } from '../library/hash128';
import type { ContentKey, DeviceId } from '../library/ids';
import type { Features } from '../sound/features';
import type { CurvesRow, SoundRow } from '../sound/sound';
import type { Fact } from './facts';
import { soundFact, soundOf } from './sound-fact';

const maker = { deviceId: 'phone' as DeviceId, revision: 3 };
const origin = maker;
const spread = { mean: 0.5, deviation: 0.25 };
const features: Features = {
  danceability: 1.5, onsetRateHz: 0, dynamicComplexityDb: 3, zeroCrossingRate: spread, dissonance: spread, spectralCentroidHz: spread, spectralRolloffHz: spread,
  spectralFlux: spread, spectralFlatness: spread, spectralContrast: new Float32Array(12).fill(-0.5), mfcc: new Float32Array(26).fill(2), chroma: new Float32Array(24),
};
const old: SoundRow = {
  contentKey: 'c' as ContentKey, analyseVersion: 1, embedVersion: 0, soundTags: null, tempo: null, key: null,
  loudness: { integratedLufs: -14, samplePeakDbfs: null }, decodedDurationS: 60,
};
const oldCurves: CurvesRow = { contentKey: old.contentKey, waveform: Uint8Array.of(1, 2) };
const whole: SoundRow = {
  ...old, analyseVersion: 2,
  tempo: { tempoBpm: 120.5, confidence: 0, candidates: [{ tempoBpm: 60, weight: 0.2 }] },
  key: { tonic: 0, mode: 'minor', strength: 0.8, confidence: 0.7, alternatives: [{ tonic: 3, mode: 'major', strength: 0.6 }], tuningHz: 441.5 },
  loudness: { integratedLufs: -14, samplePeakDbfs: -0.1, truePeakDbtp: 0.3, rangeLu: 0, maxMomentaryLufs: -9, maxShortTermLufs: null },
  quality: { leadingSilenceS: 0, trailingSilenceS: 1.5, clippedRuns: 2, clippedSamples: 9, clippedShare: 0.001, dcOffset: -0.01, bandwidthHz: 16000, bandLimitedHz: null },
  features,
};
const curves: CurvesRow = {
  ...oldCurves, bandLevels: Uint8Array.of(1, 2, 3), loudnessCurve: Uint8Array.of(4), blockLoudness: Uint8Array.of(5, 6, 7),
  beats: { timesS: Float32Array.of(0.5, 1), firstDownbeatS: 0.5 }, tempoDistribution: Uint8Array.of(0, 255), chromagram: Uint8Array.of(9),
};

function sent(value: object): Fact {
  const bytes = encode(value);
  return { kind: 'sound', subject: 'c', version: 2, deviceId: maker.deviceId, revision: 3, value: bytes, digest: hash128(bytes) };
}

/** As soundFact has it. */
const value: Record<string, unknown> = decode(soundFact(whole, curves, maker).value) as Record<string, unknown>;

describe('a sound that travels', () => {
  it('arrives as it was', () => expect(soundOf(soundFact(whole, curves, maker))).toEqual({ sound: { ...whole, origin }, curves }));

  it('of an older device arrives without what that does not measure', () => {
    const arrived = soundOf(soundFact(old, oldCurves, maker));
    expect(arrived).toEqual({ sound: { ...old, origin }, curves: oldCurves });
    expect(Object.keys({ ...arrived?.sound, ...arrived?.curves })).not.toEqual(expect.arrayContaining(['quality', 'features', 'beats']));
  });

  it('says that there is no beat, no pitch, no feature and no note of an encoder, which is more than saying nothing', () => {
    const silent = { ...whole, features: null, gapless: null };
    const flat = { ...curves, beats: null, tempoDistribution: null, chromagram: null };
    expect(soundOf(soundFact(silent, flat, maker))).toEqual({ sound: { ...silent, origin }, curves: flat });
  });

  it('says that a danceability could not be found, where that is so', () => {
    const steady = { ...whole, features: { ...features, danceability: null } };
    expect(soundOf(soundFact(steady, curves, maker))).toEqual({ sound: { ...steady, origin }, curves });
  });

  it('goes without curves where they are lost', () => expect(soundOf(soundFact(old, undefined, maker))?.curves.waveform).toEqual(new Uint8Array(0)));

  it('keeps a copy of its curves, not the page they lay in', () => {
    const fact = soundFact(whole, curves, maker);
    const page = new Uint8Array(fact.value.length + 1000);
    page.set(fact.value, 500);
    const arrived = soundOf({ ...fact, value: page.subarray(500, 500 + fact.value.length) })?.curves;
    const kept = [arrived?.waveform, arrived?.bandLevels, arrived?.loudnessCurve, arrived?.blockLoudness, arrived?.beats?.timesS, arrived?.chromagram];
    expect(kept.map((bytes) => bytes?.buffer.byteLength)).toEqual([2, 3, 1, 3, 8, 1]);
  });

  it.each([
    ['quality', { ...whole.quality, dcOffset: 'much' }],
    ['quality', { ...whole.quality, bandwidthHz: 'wide' }],
    ['features', { ...value['features'] as object, danceability: NaN }],
    ['features', { ...value['features'] as object, dissonance: { mean: 1 } }],
    ['features', { ...value['features'] as object, mfcc: new Uint8Array(26) }],
    ['bandLevels', [1, 2, 3]],
    ['loudnessCurve', 7],
    ['blockLoudness', new Uint8Array(100_000)],
    ['beats', { timesS: [1, 2], firstDownbeatS: null }],
    ['beats', { timesS: new Uint8Array(300_000), firstDownbeatS: null }],
    ['tempoDistribution', 'flat'],
    ['chromagram', new Uint8Array(100_000)],
  ])('loses a %s that is none, and nothing else', (name, part) => {
    const arrived = soundOf(sent({ ...value, [name]: part }));
    expect(arrived).toEqual({ sound: { ...whole, ...(name in whole && { [name]: undefined }), origin }, curves: { ...curves, ...(name in curves && { [name]: undefined }) } });
    expect(Object.keys({ ...arrived?.sound, ...arrived?.curves })).not.toContain(name);
  });

  it.each([
    ['tempo', 120], ['tempo', { ...whole.tempo, tempoBpm: 0 }], ['tempo', { ...whole.tempo, confidence: 'high' }],
    ['key', 'Am'], ['key', { ...whole.key, tonic: 12 }], ['key', { ...whole.key, mode: 'dorian' }],
  ] as const)('has no %s where it is %j', (name, part) => {
    expect(soundOf(sent({ ...value, [name]: part }))?.sound).toEqual({ ...whole, [name]: null, origin });
  });

  it('loses of tempo and key what doubts them, where that is none', () => {
    const arrived = soundOf(sent({
      ...value, tempo: { ...whole.tempo, candidates: [{ tempoBpm: 'sixty', weight: 1 }, { tempoBpm: 60, weight: 0.2 }] },
      key: { ...whole.key, confidence: 'sure', alternatives: [{ tonic: -1, mode: 'major', strength: 1 }], tuningHz: -1 },
    }))?.sound;
    expect([arrived?.tempo, arrived?.key]).toEqual([whole.tempo, { tonic: 0, mode: 'minor', strength: 0.8, alternatives: [] }]);
  });

  it('loses a part of its loudness that is no number', () => {
    const arrived = soundOf(sent({ ...value, loudness: { ...whole.loudness, truePeakDbtp: NaN } }));
    expect(arrived?.sound.loudness).toEqual({ ...whole.loudness, truePeakDbtp: undefined });
  });

  it.each([[null], [7], [{}], [{ integratedLufs: 'loud', samplePeakDbfs: 0 }]])('is nothing with a loudness of %j', (loudness) => {
    expect(soundOf(sent({ ...value, loudness }))).toBeNull();
  });

  it('is a row with its curves or nothing, whatever its parts are', () => {
    const anything = fc.oneof(fc.constant(null), fc.double(), fc.string(), fc.uint8Array(), fc.array(fc.anything()), fc.dictionary(fc.string(), fc.integer()));
    fc.assert(fc.property(fc.constantFrom(...Object.keys(value)), anything, (name, part) => {
      const arrived = soundOf(sent({ ...value, [name]: part }));
      expect(arrived === null || (arrived.sound.contentKey === 'c' && arrived.curves.contentKey === 'c')).toBe(true);
    }));
  });
});
