import { describe, expect, it } from 'vitest';
import { keyOf } from './key-stage';
import { KeyLooks, LOOKS } from './key-looks';

const RATE_HZ = 11025;
const DURATION_S = 60;
/** C in the first half, A in the second. */
const samples = Float32Array.from({ length: DURATION_S * RATE_HZ }, (_, i) =>
  0.5 * Math.sin((2 * Math.PI * (i < (DURATION_S * RATE_HZ) / 2 ? 261.63 : 440) * i) / RATE_HZ));

function looksOf(blocks: readonly number[]): Float32Array[] {
  const looks = new KeyLooks(DURATION_S, RATE_HZ);
  for (const from of blocks) looks.add(samples.subarray(from, from + 1000), Math.min(1000, samples.length - from), from);
  return looks.samples();
}

const inOrder = Array.from({ length: Math.ceil(samples.length / 1000) }, (_, i) => i * 1000);

describe('the picture of the notes', () => {
  it('spans all of the recording, a column for each look', () => {
    const { chromagram } = keyOf({ durationS: DURATION_S, meters: { samplePeak: 0.5 }, middle: samples, middleHz: RATE_HZ, keyLooks: looksOf(inOrder) });
    const loudest = Array.from({ length: LOOKS }, (_, i) => [...(chromagram ?? []).slice(12 * i, 12 * i + 12)]).map((column) => column.indexOf(Math.max(...column)));
    expect([new Set(loudest.slice(0, 49)), new Set(loudest.slice(51))]).toEqual([new Set([0]), new Set([9])]);
  });

  it('is the same whichever part is decoded first', () => expect(looksOf([...inOrder].reverse())).toEqual(looksOf(inOrder)));

  it('stays empty where nothing was decoded', () => {
    const looks = looksOf(inOrder.slice(0, inOrder.length / 2));
    expect([looks[0]?.length, looks.at(-1)?.length]).toEqual([2048, 0]);
  });

  it('is none for silence', () => {
    expect(keyOf({ durationS: DURATION_S, meters: { samplePeak: 0 }, middle: samples, middleHz: RATE_HZ, keyLooks: [] })).toEqual({ key: null, chromagram: null });
  });
});
