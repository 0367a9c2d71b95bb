import { describe, expect, it } from 'vitest';
import { unpackBandLevels } from '../../src/domain/sound/waveform';
import { WaveformTrace } from './waveform';

function trace(wave: Float32Array, blockFrames: number, rateHz = 44100): WaveformTrace {
  const whole = new WaveformTrace(rateHz);
  const lane = whole.lane();
  for (let at = 0; at < wave.length; at += blockFrames) {
    const block = wave.subarray(at, at + blockFrames);
    lane.add([block], block, block.length, at);
  }
  return whole;
}

function tone(frequencyHz: number, seconds: number, rateHz: number): Float32Array {
  return Float32Array.from({ length: seconds * rateHz }, (_, i) => Math.sin((2 * Math.PI * frequencyHz * i) / rateHz));
}

describe('the waveform', () => {
  it('has 1,000 points that follow the level', () => {
    const ramp = Float32Array.from({ length: 400_000 }, (_, i) => (i % 2 ? -1 : 1) * (i / 400_000));
    const points = trace(ramp, 1024).points();
    expect(points.length).toBe(1000);
    for (const i of [0, 250, 500, 999]) expect(Math.abs((points[i] as number) - (255 * (i + 1)) / 1000)).toBeLessThan(2);
  });

  it('keeps its place over hours in a few thousand numbers', () => {
    const hour = new Float32Array(8000 * 3600);
    hour.fill(0.5, hour.length / 2);
    const points = trace(hour, 5000, 8000).points();
    expect([points[496], points[503]]).toEqual([0, 128]);
  });

  it('stands for recordings shorter than its points', () => {
    expect(trace(new Float32Array(10).fill(1), 10).points().every((point) => point === 255)).toBe(true);
  });

  it('may come in parts side by side', () => {
    const ramp = Float32Array.from({ length: 100_000 }, (_, i) => i / 100_000);
    const whole = new WaveformTrace(44100);
    const late = ramp.subarray(50_001);
    whole.lane().add([late], late, 49_999, 50_001);
    whole.lane().add([ramp], ramp, 50_001, 0);
    expect(whole.points()).toEqual(trace(ramp, 1000).points());
  });

  it('is flat for nothing', () => {
    const nothing = new WaveformTrace(44100);
    expect(nothing.points()).toEqual(new Uint8Array(1000));
    expect(nothing.bandLevels()).toEqual(new Uint8Array(3000));
  });

  it('knows the peak over all channels', () => {
    const whole = new WaveformTrace(44100);
    whole.lane().add([new Float32Array([0.1, 0.2]), new Float32Array([-0.7, 0])], new Float32Array(2), 2, 0);
    expect(whole.peak).toBeCloseTo(0.7);
  });
});

describe('its bands', () => {
  const levelsOf = (frequencyHz: number) => {
    const { low, mid, high } = unpackBandLevels(trace(tone(frequencyHz, 4, 44100), 1000).bandLevels());
    return [low, mid, high].map((band) => 20 * Math.log10(band[500] as number)) as [number, number, number];
  };

  it('tell a bass, a voice and a cymbal apart', () => {
    const [bass, voice, cymbal] = [levelsOf(40), levelsOf(630), levelsOf(10_000)];
    expect(bass[0]).toBeGreaterThan(-4);
    expect(bass[1]).toBeLessThan(bass[0] - 20);
    expect(voice[1]).toBeGreaterThan(voice[0] + 15);
    expect(voice[1]).toBeGreaterThan(voice[2] + 15);
    expect(cymbal[2]).toBeGreaterThan(-5);
    expect(cymbal[1]).toBeLessThan(cymbal[2] - 20);
  });

  it.each([[200, 0, 1], [2000, 1, 2]] as const)('cross at %i Hz', (edgeHz, below, above) => {
    const levels = levelsOf(edgeHz);
    expect(Math.abs(levels[below] - levels[above])).toBeLessThan(2);
    // −6 dB of a sine, whose RMS is −3 dB.
    expect(Math.abs(levels[below] + 9)).toBeLessThan(1.5);
  });

  it('fall silent with the music', () => {
    const wave = tone(100, 4, 44100);
    wave.fill(0, wave.length / 2);
    const { low } = unpackBandLevels(trace(wave, 1000).bandLevels());
    expect(low[250]).toBeGreaterThan(0.4);
    expect(low[750]).toBe(0);
  });

  it('go on after samples that are no numbers', () => {
    const wave = tone(100, 4, 44100);
    wave[7] = NaN;
    expect(unpackBandLevels(trace(wave, 1000).bandLevels()).low[500]).toBeGreaterThan(0.4);
  });
});
