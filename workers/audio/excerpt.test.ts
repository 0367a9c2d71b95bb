import { describe, expect, it } from 'vitest';
import { downmixWeights, MonoMix } from './downmix';
import { Excerpt } from './excerpt';

const recording = Float32Array.from({ length: 1000 }, (_, i) => i);

function excerptOf(from: number, frames: number, blockFrames: number): number[] {
  const excerpt = new Excerpt(from, frames);
  for (let at = 0; at < recording.length; at += blockFrames) {
    const block = recording.subarray(at, at + blockFrames);
    excerpt.add(block, block.length, at);
  }
  return [...excerpt.samples];
}

describe('an excerpt', () => {
  it.each([1, 7, 64, 1000])('is the same for blocks of %i frames', (blockFrames) => {
    expect(excerptOf(123, 50, blockFrames)).toEqual([...recording.subarray(123, 173)]);
  });

  it('is silent outside the recording', () => {
    expect(excerptOf(-2, 4, 100)).toEqual([0, 0, 0, 1]);
    expect(excerptOf(998, 4, 100)).toEqual([998, 999, 0, 0]);
  });
});

describe('the downmix', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of %i channels is their weighted sum, block after block', (channels) => {
    const mix = new MonoMix(channels);
    const weights = downmixWeights(channels);
    for (const frames of [3, 2, 5]) {
      const planes = weights.map((_, channel) => Float32Array.from({ length: 8 }, (_value, i) => (channel + 1) * (i + frames)));
      const mono = mix.of(planes, frames);
      for (let i = 0; i < frames; i++) expect(mono[i]).toBeCloseTo(weights.reduce((sum, weight, channel) => sum + weight * (channel + 1) * (i + frames), 0), 5);
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of %i channels never exceeds full scale', (channels) => {
    expect(downmixWeights(channels).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1);
  });

  it('leaves the LFE channel out and puts the surrounds 3 dB below the front', () => {
    const [front, , , lfe, surround] = downmixWeights(6) as [number, number, number, number, number];
    expect([lfe, 20 * Math.log10(front / surround)]).toEqual([0, expect.closeTo(3.01)]);
  });
});
