import { describe, expect, it } from 'vitest';
import { LoudnessMeter } from './loudness';

/** Level in dBFS and length in seconds of one stretch of a 1 kHz stereo sine, as EBU Tech 3341 writes its test signals. */
type Stretch = readonly [levelDbfs: number, seconds: number];

function sine(stretches: readonly Stretch[], sampleRateHz: number, frequencyHz = 1000): Float32Array {
  const parts = stretches.map(([levelDbfs, seconds]) => ({ gain: 10 ** (levelDbfs / 20), frames: Math.round(seconds * sampleRateHz) }));
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.frames, 0));
  let at = 0;
  for (const { gain, frames } of parts) {
    for (const end = at + frames; at < end; at++) out[at] = gain * Math.sin((2 * Math.PI * frequencyHz * at) / sampleRateHz);
  }
  return out;
}

function measure(planes: readonly Float32Array[], sampleRateHz: number, blockFrames = 1000): number | null {
  const meter = new LoudnessMeter(sampleRateHz, planes.length);
  const lane = meter.lane();
  const length = planes[0]?.length ?? 0;
  for (let at = 0; at < length; at += blockFrames) {
    const block = planes.map((plane) => plane.subarray(at, at + blockFrames));
    lane.add(block, block[0]?.length ?? 0, at);
  }
  return meter.integratedLufs();
}

function stereo(stretches: readonly Stretch[], sampleRateHz = 48000): number {
  const wave = sine(stretches, sampleRateHz);
  return measure([wave, wave], sampleRateHz) ?? NaN;
}

describe('EBU Tech 3341 minimum requirements, integrated, ±0.1 LU', () => {
  it('case 1: −23 dBFS reads −23.0 LUFS', () => expect(Math.abs(stereo([[-23, 20]]) + 23)).toBeLessThan(0.1));
  it('case 2: −33 dBFS reads −33.0 LUFS', () => expect(Math.abs(stereo([[-33, 20]]) + 33)).toBeLessThan(0.1));
  it('case 3: quiet ends fall below the relative gate', () => {
    expect(Math.abs(stereo([[-36, 10], [-23, 60], [-36, 10]]) + 23)).toBeLessThan(0.1);
  });
  it('case 4: near-silent ends fall below the absolute gate', () => {
    expect(Math.abs(stereo([[-72, 10], [-36, 10], [-23, 60], [-36, 10], [-72, 10]]) + 23)).toBeLessThan(0.1);
  });
  it('case 5: what is above the gate counts by its power', () => {
    expect(Math.abs(stereo([[-26, 20], [-20, 20.1], [-26, 20]]) + 23)).toBeLessThan(0.1);
  });
  it('case 6: five channels, the centre and the surrounds weighted', () => {
    const [front, centre, surround] = [sine([[-28, 20]], 48000), sine([[-24, 20]], 48000), sine([[-30, 20]], 48000)];
    expect(Math.abs((measure([front, front, centre, surround, surround], 48000) ?? NaN) + 23)).toBeLessThan(0.1);
  });
});

describe('the meter', () => {
  it.each([8000, 11025, 22050, 44100, 88200, 96000, 192000])('reads the same at %i Hz', (sampleRateHz) => {
    expect(Math.abs(stereo([[-23, 5]], sampleRateHz) + 23)).toBeLessThan(0.1);
  });

  it('does not depend on how the audio is cut into blocks', () => {
    const wave = sine([[-20, 3]], 44100);
    expect(measure([wave, wave], 44100, 317)).toBeCloseTo(measure([wave, wave], 44100, 44100) ?? NaN, 9);
  });

  it('reads the same when two halves come side by side', () => {
    const wave = sine([[-20, 3.03], [-30, 3.03]], 44100);
    const [meter, middle] = [new LoudnessMeter(44100, 1), 100_003];
    const [first, second] = [meter.lane(), meter.lane()];
    second.add([wave.subarray(middle)], wave.length - middle, middle);
    first.add([wave], middle, 0);
    expect(meter.integratedLufs()).toBeCloseTo(measure([wave], 44100) ?? NaN, 2);
  });

  it('reads full scale at 997 Hz in one channel as −3.01 LKFS', () => {
    const wave = sine([[0, 5]], 48000, 997);
    expect(measure([wave, new Float32Array(wave.length)], 48000)).toBeCloseTo(-3.01, 1);
  });

  it('has no value for silence', () => expect(measure([new Float32Array(96000)], 48000)).toBeNull());
  it('has no value for less than one block', () => expect(measure([sine([[-10, 0.3]], 48000)], 48000)).toBeNull());
});
