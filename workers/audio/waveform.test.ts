import { describe, expect, it } from 'vitest';
import { PeakTrace } from './waveform';

function trace(wave: Float32Array, blockFrames: number): PeakTrace {
  const peaks = new PeakTrace();
  for (let at = 0; at < wave.length; at += blockFrames) {
    const block = wave.subarray(at, at + blockFrames);
    peaks.add([block], block.length, at);
  }
  return peaks;
}

describe('the waveform', () => {
  it('has 400 points that follow the level', () => {
    const ramp = Float32Array.from({ length: 400_000 }, (_, i) => (i % 2 ? -1 : 1) * (i / 400_000));
    const points = trace(ramp, 1024).points();
    expect(points.length).toBe(400);
    for (const i of [0, 100, 200, 399]) expect(Math.abs((points[i] as number) - (255 * (i + 1)) / 400)).toBeLessThan(2);
  });

  it('keeps its place over hours in a few thousand numbers', () => {
    const hour = new Float32Array(8000 * 3600);
    hour.fill(0.5, hour.length / 2);
    const points = trace(hour, 5000).points();
    expect([points[198], points[201]]).toEqual([0, 128]);
  });

  it('stands for recordings shorter than its points', () => {
    expect(trace(new Float32Array(10).fill(1), 10).points().every((point) => point === 255)).toBe(true);
  });

  it('may come in parts side by side', () => {
    const ramp = Float32Array.from({ length: 100_000 }, (_, i) => i / 100_000);
    const peaks = new PeakTrace();
    peaks.add([ramp.subarray(50_001)], 49_999, 50_001);
    peaks.add([ramp], 50_001, 0);
    expect(peaks.points()).toEqual(trace(ramp, 1000).points());
  });

  it('is flat for nothing', () => expect(new PeakTrace().points()).toEqual(new Uint8Array(400)));

  it('knows the peak over all channels', () => {
    const peaks = new PeakTrace();
    peaks.add([new Float32Array([0.1, 0.2]), new Float32Array([-0.7, 0])], 2, 0);
    expect(peaks.peak).toBeCloseTo(0.7);
  });
});
