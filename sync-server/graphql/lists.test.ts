import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasTerm, queryTerms, searchWords } from '../../src/domain/query/fold';
import { eachStore } from '../store/testing/each-store';
import { GROUP_SORT_FIELDS } from './groups/group-order';
import { graphServer, type GraphServer } from './testing/graph-server';
import { keyOf, NOW_MS, seed, TRACKS } from './testing/seed';
import type { TrackRecord } from './tracks/track-order';

interface Group { readonly key: string; readonly name: string; readonly trackCount: number; readonly durationS: number }
interface List<T> { readonly totalCount: number; readonly nodes: readonly T[]; readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean } }
type Lists<T> = Record<string, List<T>>;

const KINDS = ['albums', 'artists', 'genres'] as const;

/** The keys of the groups a track is in, and their names, by the words of the app. */
function groupsOf(kind: (typeof KINDS)[number], row: TrackRecord): (readonly [string, string])[] {
  if (kind === 'albums') return row.album_key && row.album ? [[row.album_key, row.album]] : [];
  if (kind === 'genres') return [...new Map((JSON.parse(row.genres) as string[]).map((name) => [name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''), name]))];
  const artists = [[row.artist_key, row.artist], [row.album_artist_key, row.album_artist]] as const;
  return [...new Map(artists.flatMap(([key, name]) => (key && name ? [[key, name] as const] : [])))];
}

eachStore('GraphQL lists', ({ store }) => {
  let server: GraphServer;
  let rows: TrackRecord[];
  beforeAll(async () => {
    server = await graphServer(store());
    await seed(store(), server.libraryId);
    rows = await store().db.selectFrom('tracks').selectAll().where('library_id', '=', server.libraryId).execute();
  });
  afterAll(() => server.close());

  const ask = async <T>(query: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await server.ask<T>(query, variables);
    expect(errors).toEqual([]);
    return data;
  };
  const groups = async (kind: string, variables: Record<string, unknown> = {}) => {
    const query = `query ($filter: GroupFilter, $sort: GroupSort, $first: Int, $after: String) { ${kind}(filter: $filter, sort: $sort, first: $first, after: $after) {
      totalCount nodes { key name trackCount durationS } pageInfo { endCursor hasNextPage } } }`;
    return (await ask<Lists<Group>>(query, { first: 500, ...variables }))[kind] as List<Group>;
  };
  const expected = (kind: (typeof KINDS)[number]) => {
    const members = new Map<string, TrackRecord[]>();
    for (const row of rows) for (const [key] of groupsOf(kind, row)) members.set(key, [...members.get(key) ?? [], row]);
    return members;
  };

  it.each(KINDS)('%s gather the tracks under them', async (kind) => {
    const { nodes, totalCount } = await groups(kind);
    const wanted = [...expected(kind)].map(([key, tracks]) => ({ key, trackCount: tracks.length, durationS: Math.round(tracks.reduce((sum, track) => sum + (track.duration_s ?? 0), 0)) }));
    expect(nodes.map(({ key, trackCount, durationS }) => ({ key, trackCount, durationS })).sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(wanted.sort((a, b) => (a.key < b.key ? -1 : 1)));
    expect(totalCount).toBe(wanted.length);
  });

  it.each(KINDS.flatMap((kind) => GROUP_SORT_FIELDS.flatMap((by) => [[kind, by, false], [kind, by, true]] as const)))('%s sorted by %s, descending %s, come in pages that add up', async (kind, by, descending) => {
    const whole = await groups(kind, { sort: { by, descending } });
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: List<Group> = await groups(kind, { sort: { by, descending }, first: 3, after });
      paged.push(...page.nodes.map((node) => node.key));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(paged).toEqual(whole.nodes.map((node) => node.key));
    expect(new Set(paged).size).toBe(whole.totalCount);
    if (by === 'TRACK_COUNT') expect(whole.nodes.map((node) => node.trackCount)).toEqual(whole.nodes.map((node) => node.trackCount).sort((a, b) => (descending ? b - a : a - b)));
  });

  it.each(['bjork', 'rem', 'ac/dc', 'a', 'homogenic bjork'])('albums are found by "%s" as in the app', async (text) => {
    const found = new Set(rows.filter((row) => row.album && row.album_key
      && queryTerms(text).every((term) => hasTerm(searchWords(row.album ?? '') + (row.album_artist ? searchWords(row.album_artist) : ''), term))).map((row) => row.album_key));
    const { nodes } = await groups('albums', { filter: { text } });
    expect(new Set(nodes.map((node) => node.key))).toEqual(found);
    expect(found.size).toBeGreaterThan(0);
  });

  it('are filtered by what they add up to, and by their tracks', async () => {
    const all = (await groups('artists')).nodes;
    const some = (await groups('artists', { filter: { trackCount: { min: 13 } } })).nodes;
    expect(some).toEqual(all.filter((artist) => artist.trackCount >= 13));
    const loved = await groups('albums', { filter: { tracks: { loved: true } } });
    expect(new Set(loved.nodes.map((node) => node.key))).toEqual(new Set(rows.filter((row) => row.loved === 1 && row.album && row.album_key).map((row) => row.album_key)));
    for (const filter of [{ year: { min: 2018 } }, { playCount: { min: 5 } }, { durationS: { max: 100 } }, { albumCount: { min: 1 } }, { addedAt: { max: 0 } }, { lastPlayedAt: { min: NOW_MS } }, { keys: ['none'] }]) {
      expect((await groups('albums', { filter })).totalCount).toBeLessThanOrEqual(60);
    }
    expect((await groups('albums', { filter: { addedAt: { max: 0 } } })).totalCount).toBe(0);
  });

  it('plays are filtered, and come latest first', async () => {
    const { plays } = await ask<Lists<{ at: number; contentKey: string; track: { title: string }; device: { name: string } }>>(
      `{ plays(filter: { contentKeys: ["${keyOf(3)}"], deviceIds: ["desktop"], at: { max: ${NOW_MS} } }) { totalCount nodes { at contentKey track { title } device { name } } } }`);
    expect(plays?.nodes.map(({ at, device }) => [at, device.name])).toEqual([0, 1, 2].map((i) => [NOW_MS - 30_000 - i, 'desktop']));
    expect((await ask<Lists<unknown>>('{ plays(filter: { deviceIds: ["phone"] }) { totalCount nodes { at } } }'))['plays']?.totalCount).toBe(0);
  });

  it('plays come page by page from either end', async () => {
    const all = (await ask<Lists<{ playId: string }>>('{ plays(first: 500) { totalCount nodes { playId } } }'))['plays'] as List<{ playId: string }>;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const data: Lists<{ playId: string }> = await ask('query ($after: String) { plays(first: 8, after: $after) { nodes { playId } pageInfo { endCursor hasNextPage } } }', { after });
      seen.push(...(data['plays']?.nodes ?? []).map((node) => node.playId));
      ({ endCursor: after, hasNextPage: more } = data['plays']?.pageInfo ?? { endCursor: null, hasNextPage: false });
    }
    expect(seen).toEqual(all.nodes.map((node) => node.playId));
    const last = await ask<Lists<{ playId: string }>>('{ plays(last: 5) { nodes { playId } } }');
    expect(last['plays']?.nodes).toEqual(all.nodes.slice(-5));
  });

  it('devices say who is online and what they hold', async () => {
    const { devices } = await ask<Lists<unknown>>('{ devices(by: NAME) { totalCount nodes { deviceId name role online revoked shares holdings lastSeenAt lastSyncAt createdAt } } }');
    expect(devices?.nodes).toMatchObject([{ deviceId: 'desktop', role: 'owner', online: true, holdings: 22 }, { deviceId: 'reader', role: 'reader', online: false, holdings: 0 }]);
    expect((await ask<Lists<unknown>>('{ devices(filter: { online: true }) { totalCount } }'))['devices']?.totalCount).toBe(1);
    expect((await ask<Lists<unknown>>('{ devices(filter: { revoked: true }) { totalCount } }'))['devices']?.totalCount).toBe(0);
  });

  it('facts show their values in JSON', async () => {
    const { facts } = await ask<Lists<{ kind: string; value: Record<string, unknown> }>>(`{ facts(filter: { contentKeys: ["${keyOf(2)}"] }) { totalCount nodes { kind version deviceId value } } }`);
    const values = new Map(facts?.nodes.map(({ kind, value }) => [kind, value]));
    expect([...values.keys()].sort()).toEqual(['holding', 'sound', 'tags', 'vector']);
    expect(values.get('sound')).toMatchObject({ waveform: [0, 128, 255], tempo: { tempoBpm: 106.25 }, beats: { timesS: [0.5, 1], firstDownbeatS: 0.5 } });
    expect(values.get('vector')?.['vector']).toHaveLength(8);
    expect(values.get('tags')).toMatchObject({ fileName: '2.mp3', tags: { title: 'apple 2' } });
    expect((await ask<Lists<unknown>>('{ facts(filter: { kinds: [vector], deviceIds: ["desktop"] }, by: CHANGE) { totalCount } }'))['facts']?.totalCount).toBe(TRACKS - 10);
  });

  it('reach from one thing to the next with as many statements for 50 as for one', async () => {
    let statements = 0;
    const counter: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements++;
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const counted = await graphServer({ ...store(), db: store().db.withPlugin(counter) });
    await seed(store(), counted.libraryId);
    const nested = async (first: number) => {
      statements = 0;
      const { errors } = await counted.ask(`{
      tracks(first: ${first}) { nodes { title ofAlbum { name ofArtist { name } tracks(first: 5) { totalCount nodes { title ofArtist { albums { name } } } } } ofAlbumArtist { name } heldBy { name } facts { kind } } }
      artists(first: ${first}) { nodes { name albums { name } tracks(first: 2) { nodes { title } } } }
      genres(first: ${first}) { nodes { name tracks(first: 3, sort: { by: YEAR }) { totalCount nodes { title } } } }
      plays(first: ${first}) { nodes { track { title } device { name } } }
    }`);
      expect(errors).toEqual([]);
      return statements;
    };
    const one = await nested(1);
    const fifty = await nested(50);
    expect(one).toBeGreaterThan(10);
    expect(fifty).toBeLessThanOrEqual(one);
    await counted.close();
  });

  it('page nested tracks by their own cursor', async () => {
    const { nodes } = await groups('genres', { filter: { keys: ['rock'] } });
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const data: Lists<{ tracks: List<{ contentKey: string }> }> = await ask(
        'query ($after: String) { genres(filter: { keys: ["rock"] }) { nodes { tracks(first: 4, after: $after) { totalCount nodes { contentKey } pageInfo { endCursor hasNextPage } } } } }', { after });
      const tracks = data['genres']?.nodes[0]?.tracks as List<{ contentKey: string }>;
      expect(tracks.totalCount).toBe(nodes[0]?.trackCount);
      seen.push(...tracks.nodes.map((node) => node.contentKey));
      ({ endCursor: after, hasNextPage: more } = tracks.pageInfo);
    }
    expect(seen).toHaveLength(nodes[0]?.trackCount as number);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
