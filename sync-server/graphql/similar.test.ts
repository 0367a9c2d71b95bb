import { afterAll, beforeAll, expect, it } from 'vitest';
import { eachStore } from '../store/testing/each-store';
import { createSimilarSearch } from './similar/similar-search';
import { graphServer, type GraphServer } from './testing/graph-server';
import { keyOf, push, seed, TRACKS, vectorFact, vectorOf } from './testing/seed';

interface Similar {
  readonly similarTracks: readonly { readonly similarity: number; readonly track: { readonly contentKey: string } }[] | null;
}

/** Cosine of standardised vectors, word for word. */
function bruteForce(vectors: ReadonlyMap<string, Float32Array>, key: string): { key: string; similarity: number }[] {
  const rows = [...vectors];
  const standardised = new Map<string, number[]>(rows.map(([name]) => [name, []]));
  for (let d = 0; d < (rows[0]?.[1].length ?? 0); d++) {
    const column = rows.map(([, vector]) => vector[d] as number);
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const std = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
    rows.forEach(([name], i) => standardised.get(name)?.push(std > 1e-6 ? ((column[i] as number) - mean) / std : 0));
  }
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, d) => sum + value * (b[d] as number), 0);
  const own = standardised.get(key) as number[];
  const hits = [...standardised].filter(([name]) => name !== key)
    .map(([name, other]) => ({ key: name, similarity: dot(own, other) / Math.sqrt(dot(own, own) * dot(other, other)) }));
  return hits.sort((a, b) => b.similarity - a.similarity);
}

eachStore('similar tracks', ({ store }) => {
  let server: GraphServer;
  const vectors = new Map(Array.from({ length: TRACKS }, (_, n) => n).filter((n) => n % 6 !== 5).map((n) => [keyOf(n) as string, vectorOf(n)]));
  beforeAll(async () => {
    server = await graphServer(store());
    await seed(store(), server.libraryId);
  });
  afterAll(() => server.close());

  const idOf = async (n: number) => {
    const { data } = await server.ask<{ tracks: { nodes: { id: string }[] } }>(`{ tracks(filter: { contentKeys: ["${keyOf(n)}"] }) { nodes { id } } }`);
    return data.tracks.nodes[0]?.id as string;
  };
  const similar = async (n: number, limit: number) => {
    const { data, errors } = await server.ask<Similar>(
      'query ($id: ID!, $limit: Int!) { similarTracks(trackId: $id, limit: $limit) { similarity track { contentKey } } }', { id: await idOf(n), limit });
    expect(errors).toEqual([]);
    return data.similarTracks;
  };
  const expectLike = (got: Similar['similarTracks'], wanted: ReturnType<typeof bruteForce>) => {
    expect(got?.map((hit) => hit.track.contentKey)).toEqual(wanted.map((hit) => hit.key));
    got?.forEach((hit, i) => expect(hit.similarity).toBeCloseTo(wanted[i]?.similarity as number, 4));
  };

  it('are those of a plain computation', async () => {
    for (const n of [0, 7, 33]) expectLike(await similar(n, 12), bruteForce(vectors, keyOf(n)).slice(0, 12));
  });

  it('are all others where so many are asked for', async () => {
    expect(await similar(1, 500)).toHaveLength(vectors.size - 1);
  });

  it('follow a vector that was made anew', async () => {
    const anew = vectorOf(7, 50);
    await push(store(), server.libraryId, { facts: [vectorFact(7, anew, 2)] });
    vectors.set(keyOf(7), anew);
    expectLike(await similar(7, 5), bruteForce(vectors, keyOf(7)).slice(0, 5));
  });

  it('leave out recordings that have no tracks', async () => {
    await push(store(), server.libraryId, { facts: [vectorFact(900, vectorOf(1))] });
    expect((await similar(1, 50))?.map((hit) => hit.track.contentKey)).not.toContain(keyOf(900));
  });

  it('are unknown where the track has no embedding', async () => {
    expect(await similar(5, 5)).toBeNull();
  });

  it('are not found among those of another library', async () => {
    const other = await graphServer(store());
    const { status, errors } = await other.ask('query ($id: ID!) { similarTracks(trackId: $id) { similarity } }', { id: await idOf(1) });
    await other.close();
    expect([status, errors[0]?.extensions?.code]).toEqual([404, 'not-found']);
  });

  it('are searched once more from the start after the worker was ended', async () => {
    const search = createSimilarSearch(store());
    const first = await search.nearest(server.libraryId, keyOf(2), 3);
    await search.close();
    expect(await search.nearest(server.libraryId, keyOf(2), 3)).toEqual(first);
    await search.close();
  });

  it.each([[0], [501], [-1]])('refuses a limit of %i', async (limit) => {
    const { status, errors } = await server.ask('query ($id: ID!, $limit: Int!) { similarTracks(trackId: $id, limit: $limit) { similarity } }', { id: await idOf(1), limit });
    expect(errors[0]?.extensions?.code).toBe('bad-request');
    expect(status).toBe(400);
  });
});
