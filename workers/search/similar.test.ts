import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentKey, TrackId } from '../../src/domain/library/ids';
import { ELSEWHERE_ROOT } from '../../src/domain/library/track';
import { similarTracks } from './similar';
import { VectorIndex } from '../../src/domain/sound/vector-index';
import { indexOf, view } from './view.fixture';

type Pair = readonly [number, number];

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function dot(pairs: readonly Pair[]): number {
  return sum(pairs.map(([a, b]) => a * b));
}

function zip(a: readonly number[], b: readonly number[]): Pair[] {
  return a.map((value, d) => [value, b[d] ?? 0]);
}

function standardised(column: readonly number[]): number[] {
  const mean = sum(column) / column.length;
  const std = Math.sqrt(sum(column.map((value) => (value - mean) ** 2)) / column.length);
  return column.map((value) => (std > 1e-6 ? (value - mean) / std : 0));
}

function transposed(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, d) => rows.map((row) => row[d] ?? 0));
}

/** Cosine of standardised vectors, word for word. */
function naive(vectors: readonly Float32Array[], id: number): { id: number; similarity: number }[] {
  const z = transposed(transposed(vectors.map((v) => [...v])).map(standardised));
  const own = z[id] ?? [];
  const cosine = (a: readonly number[], b: readonly number[]) => {
    const scale = Math.sqrt(dot(zip(a, a)) * dot(zip(b, b)));
    return scale === 0 ? 0 : dot(zip(a, b)) / scale;
  };
  const hits = z.map((other, at) => ({ id: at, similarity: cosine(own, other) })).filter((hit) => hit.id !== id);
  return hits.sort((a, b) => b.similarity - a.similarity);
}

it('finds the nearest vectors as a plain computation does', () => {
  const value = fc.integer({ min: 0, max: 1000 }).map((n) => n / 100);
  const vectors = fc.array(fc.array(value, { minLength: 6, maxLength: 6 }).map((list) => Float32Array.from(list)), { minLength: 3, maxLength: 40 });
  fc.assert(fc.property(vectors, (list) => {
    const index = new VectorIndex();
    list.forEach((vector, i) => index.put(`k${i}`, vector));
    const hits = index.nearest(0, 5, () => true);
    const expected = naive(list, 0).slice(0, 5);
    expect(hits).toHaveLength(expected.length);
    for (const [got, wanted] of zip(hits.map((hit) => hit.similarity), expected.map((hit) => hit.similarity))) expect(got).toBeCloseTo(wanted, 4);
  }), { numRuns: 50 });
});

it('standardises anew when a vector is replaced', () => {
  const index = new VectorIndex();
  ['a', 'b', 'c', 'd'].forEach((key, i) => index.put(key, Float32Array.from([i, i * i, 1])));
  index.nearest(0, 3, () => true);
  index.put('b', Float32Array.from([9, -3, 5]));
  const expected = naive([[0, 0, 1], [9, -3, 5], [2, 4, 1], [3, 9, 1]].map((v) => Float32Array.from(v)), 0);
  expect(index.nearest(0, 1, () => true)[0]?.id).toBe(expected[0]?.id);
});

describe('similar tracks', () => {
  const vectors = new VectorIndex();
  [[1, 0, 3], [1.1, 0.1, 2.8], [5, 9, 0], [4, 8, 1]].forEach((vector, i) => vectors.put(`content ${i + 1}`, Float32Array.from(vector)));
  const similar = (index: ReturnType<typeof indexOf>, id = 1) => similarTracks(index, vectors, id as TrackId, 10);
  const found = (index: ReturnType<typeof indexOf>) => {
    const answer = similar(index);
    return answer.ok ? answer.value.map((hit) => Number(hit.trackId)) : answer.error.code;
  };

  it('come nearest first, without the track itself', () => expect(found(indexOf([1, 2, 3, 4].map((id) => view(id))))[0]).toBe(2));

  it('leave out copies of the track', () => {
    expect(found(indexOf([view(1), view(7, { contentKey: 'content 1' as ContentKey }), view(2)]))).toEqual([2]);
  });

  it('show a recording once', () => {
    expect(found(indexOf([view(1), view(2), view(8, { contentKey: 'content 2' as ContentKey })]))).toEqual([2]);
  });

  it('are files that can be played', () => {
    const copy = view(9, { contentKey: 'content 2' as ContentKey });
    expect(found(indexOf([view(1), view(2, { missing: true }), copy, view(3, { missing: true })]))).toEqual([9]);
  });

  it('are the copy on this device before one elsewhere', () => {
    const far = (id: number, of: number) => view(id, { rootId: ELSEWHERE_ROOT, elsewhere: true, contentKey: `content ${of}` as ContentKey });
    expect(found(indexOf([view(1), far(2, 2), view(9, { contentKey: 'content 2' as ContentKey }), far(10, 3)]))).toEqual([9, 10]);
  });

  it('are not silence, whatever the network says of it', () => {
    const silence = { integratedLufs: null, rangeLu: null, truePeakDbtp: null, samplePeakDbfs: null };
    expect(found(indexOf([view(1), view(2, { loudness: silence }), view(3, { loudness: { ...silence, samplePeakDbfs: -20 } })]))).toEqual([3]);
  });

  it('are not known before the embedding is', () => expect(similar(indexOf([view(5)]), 5)).toMatchObject({ ok: false, error: { code: 'not-found' } }));
});
