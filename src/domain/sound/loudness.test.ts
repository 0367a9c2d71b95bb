import { describe, expect, it } from 'vitest';
import { LoudnessMeter, type LoudnessReport } from './loudness';
import { unpackLoudnessCurve } from './loudness-curve';
import { feed, SILENCE_DBFS, sine, type Stretch } from './testing/test-tones';

function measure(planes: readonly Float32Array[], sampleRateHz: number, blockFrames = 1000): LoudnessReport {
  const meter = new LoudnessMeter(sampleRateHz, planes.length);
  feed(meter.lane(), planes, blockFrames);
  return meter.report();
}

function stereo(stretches: readonly Stretch[], sampleRateHz = 48000): LoudnessReport {
  const wave = sine(stretches, sampleRateHz);
  return measure([wave, wave], sampleRateHz);
}

function repeated(stretches: readonly Stretch[], times: number): Stretch[] {
  return Array.from({ length: times }, () => stretches).flat();
}

function expectNear(value: number | null, wanted: number, tolerance: number): void {
  expect(Math.abs((value ?? NaN) - wanted)).toBeLessThan(tolerance);
}

describe('EBU Tech 3341 minimum requirements, ±0.1 LU', () => {
  it('case 1: −23 dBFS reads −23.0 LUFS in all three', () => {
    const { integratedLufs, maxMomentaryLufs, maxShortTermLufs } = stereo([[-23, 20]]);
    for (const value of [integratedLufs, maxMomentaryLufs, maxShortTermLufs]) expectNear(value, -23, 0.1);
  });
  it('case 2: −33 dBFS reads −33.0 LUFS in all three', () => {
    const { integratedLufs, maxMomentaryLufs, maxShortTermLufs } = stereo([[-33, 20]]);
    for (const value of [integratedLufs, maxMomentaryLufs, maxShortTermLufs]) expectNear(value, -33, 0.1);
  });
  it('case 3: quiet ends fall below the relative gate', () => {
    expectNear(stereo([[-36, 10], [-23, 60], [-36, 10]]).integratedLufs, -23, 0.1);
  });
  it('case 4: near-silent ends fall below the absolute gate', () => {
    expectNear(stereo([[-72, 10], [-36, 10], [-23, 60], [-36, 10], [-72, 10]]).integratedLufs, -23, 0.1);
  });
  it('case 5: what is above the gate counts by its power', () => {
    expectNear(stereo([[-26, 20], [-20, 20.1], [-26, 20]]).integratedLufs, -23, 0.1);
  });
  it('case 6: five channels, the centre and the surrounds weighted', () => {
    const [front, centre, surround] = [sine([[-28, 20]], 48000), sine([[-24, 20]], 48000), sine([[-30, 20]], 48000)];
    expectNear(measure([front, front, centre, surround, surround], 48000).integratedLufs, -23, 0.1);
  });
  it('case 9: 3 s of short-term loudness do not follow what changes faster', () => {
    expectNear(stereo(repeated([[-20, 1.34], [-30, 1.66]], 5)).maxShortTermLufs, -23, 0.1);
  });
  it.each([0, 1, 7, 13, 19])('case 10, segment %i: 3 s of a tone that begin anywhere read −23.0 LUFS short-term', (i) => {
    expectNear(stereo([[SILENCE_DBFS, 0.15 * i], [-23, 3], [SILENCE_DBFS, 1]]).maxShortTermLufs, -23, 0.1);
  });
  it.each([0, 10, 19])('case 11, segment %i: after louder and louder tones the last counts', (i) => {
    const segments = Array.from({ length: i + 1 }, (_, k): Stretch[] => [[SILENCE_DBFS, 0.15 * k], [-38 + k, 3], [SILENCE_DBFS, 3 - 0.15 * k]]);
    expectNear(stereo(segments.flat(), 16000).maxShortTermLufs, -38 + i, 0.1);
  });
  it('case 12: 400 ms of momentary loudness do not follow what changes faster', () => {
    expectNear(stereo(repeated([[-20, 0.18], [-30, 0.22]], 25)).maxMomentaryLufs, -23, 0.1);
  });
  it.each([0, 1, 2, 3, 7, 13, 19])('case 13, segment %i: 400 ms of a tone that begin anywhere read −23.0 LUFS momentary', (i) => {
    expectNear(stereo([[SILENCE_DBFS, 0.02 * i], [-23, 0.4], [SILENCE_DBFS, 1]]).maxMomentaryLufs, -23, 0.1);
  });
  it.each([0, 7, 19])('case 14, segment %i: after louder and louder bursts the last counts', (i) => {
    const segments = Array.from({ length: i + 1 }, (_, k): Stretch[] => [[SILENCE_DBFS, 0.02 * k], [-38 + k, 0.4], [SILENCE_DBFS, 0.4 - 0.02 * k]]);
    expectNear(stereo(segments.flat()).maxMomentaryLufs, -38 + i, 0.1);
  });
});

describe('EBU Tech 3342 minimum requirements, ±1 LU', () => {
  it('case 1: −20 and −30 dBFS are 10 LU', () => expectNear(stereo([[-20, 20], [-30, 20]]).rangeLu, 10, 1));
  it('case 2: −20 and −15 dBFS are 5 LU', () => expectNear(stereo([[-20, 20], [-15, 20]]).rangeLu, 5, 1));
  it('case 3: −40 and −20 dBFS are 20 LU', () => expectNear(stereo([[-40, 20], [-20, 20]]).rangeLu, 20, 1));
  it('case 4: what falls below the gate is not counted', () => {
    expectNear(stereo([[-50, 20], [-35, 20], [-20, 20], [-35, 20], [-50, 20]]).rangeLu, 15, 1);
  });
});

describe('the meter', () => {
  it.each([8000, 11025, 22050, 44100, 88200, 96000, 192000])('reads the same at %i Hz', (sampleRateHz) => {
    expectNear(stereo([[-23, 5]], sampleRateHz).integratedLufs, -23, 0.1);
  });

  it('does not depend on how the audio is cut into blocks', () => {
    const wave = sine([[-20, 3]], 44100);
    const [fine, coarse] = [measure([wave, wave], 44100, 317), measure([wave, wave], 44100, 44100)];
    expect(fine.integratedLufs).toBeCloseTo(coarse.integratedLufs ?? NaN, 6);
    expect(fine.maxMomentaryLufs).toBeCloseTo(coarse.maxMomentaryLufs ?? NaN, 6);
  });

  it('reads the same when two halves come side by side', () => {
    const wave = sine([[-20, 3.03], [-30, 3.03]], 44100);
    const [meter, middle] = [new LoudnessMeter(44100, 1), 100_003];
    const [first, second] = [meter.lane(), meter.lane()];
    second.add([wave.subarray(middle)], wave.length - middle, middle);
    first.add([wave], middle, 0);
    expect(meter.report().integratedLufs).toBeCloseTo(measure([wave], 44100).integratedLufs ?? NaN, 2);
  });

  it('reads full scale at 997 Hz in one channel as −3.01 LKFS', () => {
    const wave = sine([[0, 5]], 48000, 997);
    expect(measure([wave, new Float32Array(wave.length)], 48000).integratedLufs).toBeCloseTo(-3.01, 1);
  });

  it('has no value for silence', () => {
    expect(measure([new Float32Array(48000 * 4)], 48000)).toMatchObject({ integratedLufs: null, rangeLu: null, maxMomentaryLufs: null, maxShortTermLufs: null });
  });
  it('has no value for less than one block', () => expect(measure([sine([[-10, 0.3]], 48000)], 48000).integratedLufs).toBeNull());
  it('has no short-term values for less than 3 s', () => {
    expect(measure([sine([[-10, 2.9]], 48000)], 48000)).toMatchObject({ rangeLu: null, maxShortTermLufs: null, curve: new Uint8Array(0) });
  });

  it('goes on after samples that are no numbers, as damaged files give them', () => {
    const wave = sine([[-20, 10]], 48000);
    wave[1000] = NaN;
    wave[1001] = Infinity;
    expectNear(measure([wave, wave], 48000).integratedLufs, -20, 0.2);
  });
});

describe('the loudness curve', () => {
  it('follows the recording at 200 points', () => {
    const curve = unpackLoudnessCurve(stereo([[-30, 30], [-15, 30]], 16000).curve);
    expect(curve.length).toBe(200);
    expectNear(curve[50] ?? null, -30, 0.2);
    expectNear(curve[150] ?? null, -15, 0.2);
    // 3 s round the step: half of the power of the louder part.
    expectNear(curve[100] ?? null, -18, 0.7);
  });

  it('has no value where there is nothing to hear', () => {
    expect(unpackLoudnessCurve(stereo([[SILENCE_DBFS, 10], [-20, 10]], 16000).curve)[10]).toBeNull();
  });
});
