import { describe, expect, it } from 'vitest';
import { PlanarBlock } from './decoders/pcm';
import { CommonRate, Lane } from './lane';

const ALL = { fromS: -Infinity, untilS: Infinity };

function taken(blocks: readonly PlanarBlock[]): { readonly begun: (readonly [number, number])[]; readonly planes: number[][]; readonly lane: Lane } {
  const begun: (readonly [number, number])[] = [];
  const planes: number[][] = [];
  const lane = new Lane({ startS: 0 }, ALL, (rateHz, channels) => {
    begun.push([rateHz, channels]);
    return (given, frames, startFrame) => given.forEach((plane, channel) => {
      expect(planes[channel]?.length ?? 0).toBe(startFrame);
      (planes[channel] ??= []).push(...plane.subarray(0, frames));
    });
  }, new CommonRate());
  for (const block of blocks) lane.take(block);
  lane.end();
  return { begun, planes, lane };
}

const tone = (rateHz: number, seconds: number, fromS: number) =>
  Float32Array.from({ length: rateHz * seconds }, (_, i) => 0.5 * Math.sin(2 * Math.PI * 500 * (fromS + i / rateHz)));

describe('a stream that changes its rate midway', () => {
  it('goes on at the rate it began with, as long as it is', () => {
    const { begun, planes, lane } = taken([
      new PlanarBlock({ channelData: [tone(44_100, 1, 0)], sampleRate: 44_100 }, 0),
      new PlanarBlock({ channelData: [tone(48_000, 1, 1)], sampleRate: 48_000 }, 1),
      new PlanarBlock({ channelData: [tone(44_100, 1, 2)], sampleRate: 44_100 }, 2),
    ]);
    expect(begun).toEqual([[44_100, 1]]);
    expect([lane.frames, planes[0]?.length]).toEqual([132_300, 132_300]);
    const expected = tone(44_100, 3, 0);
    const second = planes[0]?.slice(44_200, 88_100) ?? [];
    expect(Math.max(...second.map((x, i) => Math.abs(x - (expected[i + 44_200] as number))))).toBeLessThan(0.001);
  });
});

describe('a stream whose channels change midway', () => {
  it('keeps those it began with: mono sounds on both sides, a missing one is silent, a further one is left out', () => {
    const plane = (value: number) => new Float32Array(2).fill(value);
    const block = (values: number[], timeS: number) => new PlanarBlock({ channelData: values.map(plane), sampleRate: 8000 }, timeS);
    expect(taken([block([1, 2], 0), block([3], 0.001), block([4, 5, 6], 0.002)]).planes).toEqual([[1, 1, 3, 3, 4, 4], [2, 2, 3, 3, 5, 5]]);
    expect(taken([block([1, 2, 3], 0), block([4, 5], 0.001)]).planes[2]).toEqual([3, 3, 0, 0]);
  });
});
