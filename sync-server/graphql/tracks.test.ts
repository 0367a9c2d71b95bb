import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldText, hasTerm, queryTerms } from '../../src/domain/query/fold';
import { tick } from '../../src/domain/sync/clock';
import { camelotCode } from '../../src/domain/sound/camelot';
import { eachStore } from '../store/testing/each-store';
import { graphServer, type GraphServer } from './testing/graph-server';
import { DESKTOP, keyOf, NOW_MS, push, seed, tagsFact, TRACKS } from './testing/seed';
import { TRACK_SORT_FIELDS, trackOrder, type TrackRecord } from './tracks/track-order';

interface Connection {
  readonly tracks: {
    readonly totalCount: number;
    readonly pageInfo: { readonly endCursor: string | null; readonly startCursor: string | null; readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
    readonly nodes: readonly { readonly id: string; readonly contentKey: string; readonly title: string }[];
  };
}

const LIST = `query ($filter: TrackFilter, $sort: TrackSort, $first: Int, $last: Int, $after: String, $before: String) {
  tracks(filter: $filter, sort: $sort, first: $first, last: $last, after: $after, before: $before) {
    totalCount pageInfo { endCursor startCursor hasNextPage hasPreviousPage } nodes { id contentKey title }
  }
}`;

type Test = (row: TrackRecord) => boolean;
const between = (value: number | null, min: number, max: number) => value !== null && value >= min && value <= max;
const has = (text: string): Test => (row) => queryTerms(text).every((term) => hasTerm(row.search_text, term));

/** Every filter with what it should keep, worked out row by row. */
const FILTERS: readonly [string, Record<string, unknown>, Test][] = [
  ['words', { text: 'ete' }, has('ete')],
  ['words with punctuation', { text: 'ac/dc' }, has('ac/dc')],
  ['joined words', { text: 'rem moon' }, has('rem moon')],
  ['letters that SQL takes for patterns', { text: '%_\\' }, () => false],
  ['recordings', { contentKeys: [keyOf(3), keyOf(4), 'none'] }, (row) => [keyOf(3), keyOf(4)].some((key) => key === row.content_key)],
  ['an artist’s name', { artist: 'bjork' }, (row) => foldText(row.artist ?? '') === 'bjork'],
  ['an album’s name', { album: 'ÉTÉ 67' }, (row) => foldText(row.album ?? '') === 'ete 67'],
  ['genres', { genres: ['ROCK', 'electro'] }, (row) => (JSON.parse(row.genres) as string[]).some((genre) => ['rock', 'electro'].includes(foldText(genre)))],
  ['codecs', { codecs: ['FLAC'] }, (row) => row.codec === 'FLAC'],
  ['keys', { camelot: ['8A', '9b'] }, (row) => row.key_tonic !== null && ['8A', '9B'].includes(camelotCode({ tonic: row.key_tonic, mode: row.key_mode as 'major' | 'minor' }))],
  ['mode', { mode: 'minor' }, (row) => row.key_mode === 'minor'],
  ['years', { year: { min: 1970, max: 1985 } }, (row) => between(row.year, 1970, 1985)],
  ['track numbers', { trackNo: { min: 3, max: 3 } }, (row) => row.track_no === 3],
  ['disc numbers', { discNo: { max: 1 } }, (row) => between(row.disc_no, 0, 1)],
  ['duration', { durationS: { min: 150.5, max: 250 } }, (row) => between(row.duration_s, 150.5, 250)],
  ['tempo', { tempoBpm: { min: 100, max: 120.25 } }, (row) => between(row.tempo_bpm, 100, 120.25)],
  ['sureness of the tempo', { tempoConfidence: { min: 0.5 } }, (row) => between(row.tempo_confidence, 0.5, 1)],
  ['loudness', { loudnessLufs: { max: -12 } }, (row) => between(row.loudness_lufs, -99, -12)],
  ['rating', { rating: { min: 5 } }, (row) => between(row.rating, 5, 10)],
  ['plays', { playCount: { min: 2 } }, (row) => row.play_count >= 2],
  ['time added', { addedAt: { min: NOW_MS - 20_000 } }, (row) => row.added_at_ms >= NOW_MS - 20_000],
  ['time last played', { lastPlayedAt: { max: NOW_MS - 100_000 } }, (row) => between(row.last_played_at_ms, 0, NOW_MS - 100_000)],
  ['loved', { loved: true }, (row) => row.loved === 1],
  ['not loved', { loved: false }, (row) => row.loved === 0],
  ['rated', { rated: true }, (row) => row.rating !== null],
  ['not rated', { rated: false }, (row) => row.rating === null],
  ['played', { played: false }, (row) => row.play_count === 0],
  ['held', { held: true }, (row) => row.held === 1],
  ['holder', { heldBy: 'desktop' }, (row) => row.held === 1],
  ['embedding', { hasVector: false }, (row) => row.has_vector === 0],
  ['cover', { hasCover: true }, (row) => row.cover_hash !== null],
  ['several at once', { loved: true, year: { min: 1960 }, genres: ['rock'] }, (row) => row.loved === 1 && row.year !== null && (JSON.parse(row.genres) as string[]).some((genre) => foldText(genre) === 'rock')],
];

function compare(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b === descending ? 1 : -1;
}

eachStore('GraphQL tracks', ({ store }) => {
  let server: GraphServer;
  let rows: TrackRecord[];
  beforeAll(async () => {
    server = await graphServer(store());
    await seed(store(), server.libraryId);
    rows = await store().db.selectFrom('tracks').selectAll().where('library_id', '=', server.libraryId).execute();
  });
  afterAll(() => server.close());

  const list = async (variables: Record<string, unknown>) => {
    const { data, errors } = await server.ask<Connection>(LIST, variables);
    expect(errors).toEqual([]);
    return data.tracks;
  };

  it.each(FILTERS)('filters by %s', async (_, filter, keeps) => {
    const { nodes, totalCount } = await list({ filter, first: 500 });
    const wanted = rows.filter(keeps).map((row) => row.content_key).sort();
    expect(nodes.map((node) => node.contentKey).sort()).toEqual(wanted);
    expect(totalCount).toBe(wanted.length);
  });

  it('has a seed that tells the filters apart', () => {
    const counts = FILTERS.map(([, , keeps]) => rows.filter(keeps).length);
    expect(counts.filter((count) => count > 0 && count < TRACKS)).toHaveLength(FILTERS.length - 1);
  });

  it('filters by keys of artists and albums, and by whether there is an analysis', async () => {
    const { artist_key: artist, album_key: album } = rows.find((row) => row.artist_key && row.album_key) as TrackRecord;
    const [byArtist, byAlbum] = [await list({ filter: { artistKeys: [artist] }, first: 500 }), await list({ filter: { albumKeys: [album] }, first: 500 })];
    expect(byArtist.totalCount).toBe(rows.filter((row) => row.artist_key === artist || row.album_artist_key === artist).length);
    expect(byAlbum.totalCount).toBe(rows.filter((row) => row.album_key === album).length);
    expect((await list({ filter: { hasAnalysis: false }, first: 500 })).totalCount).toBe(TRACKS / 10);
  });

  it.each(TRACK_SORT_FIELDS.flatMap((by) => [[by, false], [by, true]] as const))('sorts by %s, descending %s, page by page from either end', async (by, descending) => {
    const { columns } = trackOrder({ by, descending });
    const sorted = [...rows].sort((a, b) => columns.reduce((order, column) => order || compare(column.value(a), column.value(b), column.descending), 0));
    const wanted = sorted.map((row) => row.content_key);
    const forward: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Connection['tracks'] = await list({ sort: { by, descending }, first: 7, after });
      forward.push(...page.nodes.map((node) => node.contentKey));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(forward).toEqual(wanted);
    const backward: string[] = [];
    for (let before: string | null = null, more = true; more;) {
      const page: Connection['tracks'] = await list({ sort: { by, descending }, last: 11, before });
      backward.unshift(...page.nodes.map((node) => node.contentKey));
      ({ startCursor: before, hasPreviousPage: more } = page.pageInfo);
    }
    expect(backward).toEqual(wanted);
  });

  it('neither skips nor repeats a track while others are added', async () => {
    const own = await graphServer(store());
    await seed(store(), own.libraryId);
    const before = await store().db.selectFrom('tracks').select('content_key').where('library_id', '=', own.libraryId).execute();
    const seen: string[] = [];
    for (let after: string | null = null, more = true, added = TRACKS; more; added++) {
      const answer: { data: Connection } = await own.ask<Connection>(LIST, { sort: { by: 'TITLE', descending: false }, first: 5, after });
      seen.push(...answer.data.tracks.nodes.map((node) => node.contentKey));
      ({ endCursor: after, hasNextPage: more } = answer.data.tracks.pageInfo);
      await push(store(), own.libraryId, { facts: [tagsFact(added)] });
    }
    await own.close();
    expect(new Set(seen).size).toBe(seen.length);
    expect(before.map((row) => row.content_key).filter((key) => !seen.includes(key))).toEqual([]);
  });

  it.each([
    ['of nonsense', 'AAAA'],
    ['of another order', Buffer.from(JSON.stringify(['YEAR up', 1, 'a', 'b'])).toString('base64url')],
    ['with a wrong type', Buffer.from(JSON.stringify(['TITLE up', 1, 'a', 'b'])).toString('base64url')],
    ['with NUL', Buffer.from(JSON.stringify(['TITLE up', '\0', 'a', 'b'])).toString('base64url')],
  ])('refuses a cursor %s', async (_, after) => {
    const { status, errors } = await server.ask(LIST, { after });
    expect([status, errors[0]?.extensions?.code]).toEqual([400, 'bad-request']);
  });

  it.each([[{ first: 501 }], [{ first: -1 }], [{ last: 501 }], [{ first: 1, last: 1 }]])('refuses a page of %j', async (page) => {
    const { status, errors } = await server.ask(LIST, page);
    expect([status, errors[0]?.extensions?.code]).toEqual([400, 'bad-request']);
  });

  it('shows effective values, and finds a track by its id', async () => {
    const shown = `id contentKey title artist albumArtist album genres year trackNo discNo durationS codec coverHash tempoBpm tempoConfidence key camelot
      loudnessLufs rating loved playCount lastPlayedAt addedAt held hasVector`;
    const { data } = await server.ask<{ tracks: { nodes: { id: string }[] } }>(`{ tracks(filter: { contentKeys: ["${keyOf(12)}"] }) { nodes { ${shown} } } }`);
    const [track] = data.tracks.nodes;
    expect(track).toMatchObject({ title: 'Understand 5', genres: ['Électro'], rating: 3, loved: true, held: true, hasVector: true, key: 'C minor', camelot: '5A', playCount: 0 });
    const found = await server.ask<{ node: unknown }>(`query ($id: ID!) { node(id: $id) { ... on Track { ${shown} } } }`, { id: track?.id });
    expect(found.data.node).toEqual(track);
  });

  it('shows and filters by the tempo and key that a person set, and by what was measured again when that is taken back', async () => {
    const own = await graphServer(store());
    await seed(store(), own.libraryId);
    const corrected = async (field: string, value: string | number | null, laterMs: number) => {
      await push(store(), own.libraryId, { ops: [{ kind: 'recording', id: keyOf(12), field, value, hlc: tick(null, NOW_MS + laterMs, DESKTOP) }] });
    };
    const ask = async (filter: Record<string, unknown>) => (await own.ask<{ tracks: { nodes: unknown[] } }>(
      'query ($filter: TrackFilter) { tracks(filter: $filter) { nodes { tempoBpm tempoConfidence key camelot } } }', { filter: { contentKeys: [keyOf(12)], ...filter } })).data.tracks.nodes;
    const [measured] = await ask({});
    expect(measured).toMatchObject({ tempoBpm: 156.25, key: 'C minor', camelot: '5A' });
    await corrected('tempoBpm', 64.5, 1);
    await corrected('key', 'F# major', 2);
    expect(await ask({ tempoBpm: { min: 64, max: 65 }, camelot: ['2B'] })).toEqual([{ tempoBpm: 64.5, tempoConfidence: 1, key: 'F♯ major', camelot: '2B' }]);
    expect(await ask({ camelot: ['5A'] })).toEqual([]);
    await corrected('tempoBpm', null, 3);
    await corrected('key', null, 4);
    expect(await ask({})).toEqual([measured]);
    await own.close();
  });

  it.each([['bm9uc2Vuc2U='], ['VHJhY2s6bm9uZQ=='], ['VHJhY2s6AA==']])('answers null or a refusal for the id %s', async (id) => {
    const { status, data } = await server.ask<{ node: unknown } | null>('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect([200, 400]).toContain(status);
    expect(data?.node ?? null).toBeNull();
  });
});
