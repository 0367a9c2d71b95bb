import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eachStore } from '../store/testing/each-store';
import { graphServer, type GraphServer } from './testing/graph-server';
import { seed } from './testing/seed';

const deep = (levels: number) => `{ albums(first: 1) { nodes { ${'tracks(first: 1) { nodes { ofAlbum { '.repeat(levels)} name ${'} } }'.repeat(levels)} } } }`;
const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: tracks(first: 1) { totalCount }`).join(' ')} }`;

const BOMBS: readonly [string, string, Record<string, unknown>?][] = [
  ['one that goes deep', deep(12)],
  ['one that goes deep by fragments', `{ albums(first: 1) { nodes { ...a0 } } } ${Array.from({ length: 12 }, (_, i) => `fragment a${i} on Album { tracks(first: 1) { nodes { ofAlbum { ${i < 11 ? `...a${i + 1}` : 'name'} } } } }`).join(' ')}`],
  ['fragments in a circle', '{ albums { nodes { ...a } } } fragment a on Album { ofArtist { albums { ...a } } }'],
  ['one with very many aliases', aliases(100)],
  ['one with very many words', `{ tracks { nodes { ${'title '.repeat(5_000)} } } }`],
  ['one whose pages multiply', '{ albums(first: 500) { nodes { tracks(first: 500) { nodes { title } } } } }'],
  ['one whose pages multiply by variables', 'query ($n: Int) { albums(first: $n) { nodes { tracks(first: $n) { nodes { title } } } } }', { n: 500 }],
  ['one that asks for much in little', '{ artists(first: 500) { nodes { albums { tracks(first: 100) { nodes { title } } } } } }'],
  ['another operation beside a harmless one', 'query a { __typename } query b { albums(first: 500) { nodes { tracks(first: 500) { nodes { title } } } } }'],
  ['introspection in a circle', `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} }'.repeat(8)} } } }`],
];

eachStore('GraphQL', ({ store }) => {
  let server: GraphServer;
  beforeAll(async () => {
    server = await graphServer(store());
    await seed(store(), server.libraryId);
  });
  afterAll(() => server.close());

  const send = (payload: unknown, headers: Record<string, string> = {}) =>
    server.app.inject({ method: 'POST', url: '/api/graphql', headers: { authorization: `Bearer ${server.ownerToken}`, 'content-type': 'application/json', ...headers }, payload: payload as string });

  it.each(BOMBS)('refuses %s', async (_, query, variables) => {
    const response = await send({ query, variables, ...(query.startsWith('query a') ? { operationName: 'b' } : {}) });
    expect(response.statusCode).toBe(400);
    const { errors, data } = response.json<{ errors: { message: string; extensions: unknown }[]; data?: unknown }>();
    expect(data ?? null).toBeNull();
    for (const error of errors) {
      expect(error.extensions).toEqual({ code: 'bad-request' });
      expect(error.message).not.toMatch(/\d{2,}/);
    }
  });

  it('answers a page of everything', async () => {
    const { status } = await server.ask('{ tracks(first: 500) { totalCount nodes { id title artist album genres year ofAlbum { name } ofArtist { name } heldBy { name } } } }');
    expect(status).toBe(200);
  });

  it('tells whoever has a token what can be asked', async () => {
    const { status, data } = await server.ask<{ __schema: { types: unknown[] } }>(getIntrospectionQuery());
    expect([status, data.__schema.types.length > 30]).toEqual([200, true]);
  });

  it.each([
    ['no token', { authorization: '' }, 401],
    ['a wrong token', { authorization: `Bearer ${'x'.repeat(43)}` }, 401],
  ])('refuses %s', async (_, headers, status) => {
    expect((await send({ query: '{ __typename }' }, headers)).statusCode).toBe(status);
  });

  it.each([
    ['no JSON', 'nonsense'], ['no query', { variables: {} }], ['a query that is none', { query: 7 }], ['a list of queries', [{ query: '{ __typename }' }]],
    ['bad syntax', { query: '{ tracks(' }], ['an unknown field', { query: '{ passwords }' }], ['a wrong variable', { query: 'query ($n: Int) { tracks(first: $n) { totalCount } }', variables: { n: 'x' } }],
    ['an unknown operation', { query: 'query a { __typename }', operationName: 'b' }], ['a page of a fraction', { query: '{ tracks(first: 1.5) { totalCount } }' }],
    ['a time that is none', { query: 'query ($t: Milliseconds) { tracks(filter: { addedAt: { min: $t } }) { totalCount } }', variables: { t: 1.5 } }],
    ['a key that is none', { query: '{ tracks(filter: { camelot: ["13A"] }) { totalCount } }' }],
  ])('refuses %s with 400', async (_, payload) => {
    const response = await send(payload);
    expect([response.statusCode, response.body.includes('node_modules')]).toEqual([400, false]);
  });

  const NASTY = ["' or 1=1 --", '"; drop table tracks; --', '%', '_', '\\', '\u0000', '../../etc/passwd', '😀'.repeat(50), '\ud800', '[1]', '$1', '?'];
  describe.each(NASTY.map((text) => [JSON.stringify(text).slice(0, 30), text]))('given %s', (_, text) => {
    it.each([
      ['tracks', { text }], ['tracks', { artist: text }], ['tracks', { album: text }], ['tracks', { genres: [text] }], ['tracks', { codecs: [text] }], ['tracks', { heldBy: text }],
      ['tracks', { contentKeys: [text] }], ['tracks', { artistKeys: [text] }], ['tracks', { albumKeys: [text] }],
      ['albums', { text }], ['albums', { keys: [text] }], ['artists', { text }], ['genres', { keys: [text] }], ['albums', { tracks: { genres: [text] } }],
      ['playlists', { text }], ['playlists', { contentKeys: [text] }], ['plays', { contentKeys: [text] }], ['plays', { deviceIds: [text] }],
      ['facts', { contentKeys: [text] }], ['facts', { deviceIds: [text] }], ['devices', { deviceIds: [text] }],
    ])('%s answer an honest list to %j', async (list, filter) => {
      const type = { tracks: 'TrackFilter', playlists: 'PlaylistFilter', plays: 'PlayFilter', facts: 'FactFilter', devices: 'DeviceFilter' }[list] ?? 'GroupFilter';
      const { status, data } = await server.ask<Record<string, { totalCount: number }>>(`query ($filter: ${type}) { ${list}(filter: $filter) { totalCount nodes { __typename } } }`, { filter });
      expect(status).toBe(200);
      // NUL, lone surrogates and signs alone are no words: then nothing is looked for.
      if (!('text' in filter)) expect(data[list]?.totalCount).toBe(0);
    });
  });

  it('lets a device ask for so much in a minute, and then wait', async () => {
    const small = await graphServer(store(), { pointsPerMinute: 2_000 });
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push(await small.ask('{ tracks(first: 400) { nodes { title } } }'));
    expect(codes.map(({ status, errors }) => [status, errors[0]?.extensions?.code])).toEqual([[200, undefined], [200, undefined], [429, 'rate-limited']]);
    expect((await small.ask('{ __typename }', {}, small.readerToken)).status).toBe(200);
    await small.close();
  });

  it('says nothing of its inside when it fails', async () => {
    await store().db.insertInto('choices').values({ library_id: server.libraryId, kind: 'playlist', entity_id: 'broken', parent: '', fields: 'select secret' }).execute();
    const { status, errors } = await server.ask('{ playlists { totalCount } }');
    await store().db.deleteFrom('choices').where('entity_id', '=', 'broken').execute();
    expect([status, errors]).toMatchObject([500, [{ message: 'The server failed.', extensions: { code: 'internal' } }]]);
    expect(JSON.stringify(errors)).not.toContain('secret');
  });
});
