import { describe, expect, it } from 'vitest';
import { chromaColumns, pitchShares } from './chroma-picture';

const column = (...values: number[]) => [...values, ...Array<number>(12 - values.length).fill(0)];

describe('the chromagram', () => {
  it('has a column for each twelve values', () => {
    expect(chromaColumns(new Uint8Array(36))).toBe(3);
    expect(chromaColumns(new Uint8Array(11))).toBe(0);
  });

  it('says how much of each note there is', () => {
    expect(pitchShares(Uint8Array.from([...column(200, 100), ...column(200, 0, 50)])).slice(0, 4)).toEqual([1, 0.25, 0.125, 0]);
    expect(pitchShares(new Uint8Array(24))).toEqual([]);
  });
});
