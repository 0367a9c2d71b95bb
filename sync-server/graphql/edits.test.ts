import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keysOf } from '../../src/domain/library/keys';
import { NO_TAGS } from '../../src/domain/library/no-tags';
import { aliasFact, holdingFact } from '../../src/domain/sync/fact-values';
import { albumPart } from '../../src/domain/sync/facts';
import type { ChangesPage } from '../../src/domain/sync/protocol';
import type { BusMessage } from '../events/bus';
import { eachStore } from '../store/testing/each-store';
import { graphServer, type GraphServer } from './testing/graph-server';
import { DESKTOP, keyOf, NOW_MS, push, seed, tagsFact } from './testing/seed';

interface Answer {
  readonly applyEdits: {
    readonly cursor: number;
    readonly results: readonly { readonly error: { readonly code: string } | null; readonly playlistId: string | null; readonly entryIds: readonly string[]; readonly playId: string | null }[];
  };
}

const EDIT = 'mutation ($edits: [Edit!]!) { applyEdits(edits: $edits) { cursor results { error { code message } playlistId entryIds playId } } }';

eachStore('edits by GraphQL', ({ store }) => {
  let server: GraphServer;
  let said: BusMessage[];
  beforeAll(async () => {
    server = await graphServer(store());
    await seed(store(), server.libraryId);
    server.bus.subscribe((message) => said.push(message));
  });
  beforeEach(() => {
    said = [];
  });
  afterAll(() => server.close());

  const edit = async (...edits: object[]) => {
    const { data, errors, status } = await server.ask<Answer>(EDIT, { edits });
    expect([status, errors]).toEqual([200, []]);
    return data.applyEdits;
  };
  const codes = (answer: Answer['applyEdits']) => answer.results.map(({ error }) => error?.code ?? null);
  const entries = async (playlistId: string) => {
    const { data } = await server.ask<{ node: { entries: { nodes: { entryId: string; contentKey: string }[] } } }>(
      'query ($id: ID!) { node(id: $id) { ... on Playlist { entries(first: 500) { nodes { entryId contentKey } } } } }', { id: btoa(`Playlist:${playlistId}`) });
    return data.node.entries.nodes;
  };
  const playlist = async (...keys: number[]) => {
    const playlistId = crypto.randomUUID();
    const { results } = await edit({ createPlaylist: { playlistId, name: 'Sunday' } }, { addToPlaylist: { playlistId, contentKeys: keys.map(keyOf) } });
    return { playlistId, entryIds: results[1]?.entryIds as readonly string[] };
  };
  const inOrder = async (playlistId: string) => (await entries(playlistId)).map(({ contentKey }) => Number.parseInt(contentKey, 16) - 1);

  it('reach every device through the changes, and wake them', async () => {
    const before = await edit();
    const { cursor } = await edit({ rate: { contentKey: keyOf(1), rating: 7 } }, { love: { contentKey: keyOf(1), loved: true } }, { addPlay: { contentKey: keyOf(1), playId: 'scripted' } });
    const response = await server.app.inject({ url: `/api/sync/changes?after=${before.cursor}&limit=100&facts=0`, headers: { authorization: `Bearer ${server.readerToken}` } });
    const changes = response.json<ChangesPage>();
    expect(changes.cursor).toBe(cursor);
    expect(changes.ops.map(({ kind, id, field, value }) => [kind, id, field, value])).toEqual([['recording', keyOf(1), 'rating', 7], ['recording', keyOf(1), 'loved', true]]);
    expect(changes.ops.every(({ hlc }) => /-srv-[0-9a-f]{8}$/.test(hlc))).toBe(true);
    expect(changes.plays).toEqual([{ playId: 'scripted', contentKey: keyOf(1), atMs: NOW_MS, deviceId: 'desktop' }]);
    expect(said).toMatchObject([{ libraryId: server.libraryId, to: null, except: null, event: { type: 'library_update', data: { cursor } } }]);
  });

  it('show in the tracks at once', async () => {
    await edit({ rate: { contentKey: keyOf(2), rating: 9 } });
    const rated = await server.ask<{ tracks: { nodes: { rating: number }[] } }>(`{ tracks(filter: { contentKeys: ["${keyOf(2)}"] }) { nodes { rating } } }`);
    expect(rated.data.tracks.nodes[0]?.rating).toBe(9);
    await edit({ rate: { contentKey: keyOf(2) } });
    const unrated = await server.ask<{ tracks: { nodes: { rating: number | null }[] } }>(`{ tracks(filter: { contentKeys: ["${keyOf(2)}"] }) { nodes { rating } } }`);
    expect(unrated.data.tracks.nodes[0]?.rating).toBeNull();
  });

  it('win over a choice whose clock was ahead', async () => {
    const hlc = `${(NOW_MS + 200_000).toString(16).padStart(12, '0')}-0000-phone`;
    await push(store(), server.libraryId, { ops: [{ kind: 'recording', id: keyOf(3), field: 'rating', value: 2, hlc }] });
    await edit({ rate: { contentKey: keyOf(3), rating: 8 } });
    const { data } = await server.ask<{ tracks: { nodes: { rating: number }[] } }>(`{ tracks(filter: { contentKeys: ["${keyOf(3)}"] }) { nodes { rating } } }`);
    expect(data.tracks.nodes[0]?.rating).toBe(8);
  });

  it('say of each what is wrong, and make the others', async () => {
    const answer = await edit(
      { rate: { contentKey: keyOf(4), rating: 6 } },
      { rate: { contentKey: keyOf(4), rating: 11 } },
      { rate: { contentKey: 'unknown', rating: 6 } },
      { love: { contentKey: 'x\u0000y', loved: true } },
      { createPlaylist: { name: '  ' } },
      { createPlaylist: { playlistId: "'; drop table choices", name: 'x' } },
      { renamePlaylist: { playlistId: 'none', name: 'x' } },
      { deletePlaylist: { playlistId: 'none' } },
      { addToPlaylist: { playlistId: 'none', contentKeys: [keyOf(1)] } },
      { removeFromPlaylist: { entryId: 'none' } },
      { moveInPlaylist: { entryId: 'none' } },
      { addPlay: { contentKey: keyOf(4), at: NOW_MS + 86_400_000 } },
      { love: { contentKey: keyOf(4), loved: true } },
    );
    expect(codes(answer)).toEqual([
      null, 'bad-request', 'not-found', 'not-found', 'bad-request', 'bad-request', 'not-found', 'not-found', 'not-found', 'not-found', 'not-found', 'bad-request', null,
    ]);
    const { data } = await server.ask<{ tracks: { nodes: unknown[] } }>(`{ tracks(filter: { contentKeys: ["${keyOf(4)}"] }) { nodes { rating loved } } }`);
    expect(data.tracks.nodes).toEqual([{ rating: 6, loved: true }]);
  });

  it('make, fill, rename and delete a playlist', async () => {
    const { playlistId, entryIds } = await playlist(1, 2, 1);
    expect(entryIds).toHaveLength(3);
    expect(await inOrder(playlistId)).toEqual([1, 2, 1]);
    await edit({ renamePlaylist: { playlistId, name: ' Monday ' } });
    const named = await server.ask<{ playlists: { nodes: { playlistId: string; name: string; entryCount: number }[] } }>('{ playlists(filter: { text: "mond" }) { nodes { playlistId name entryCount } } }');
    expect(named.data.playlists.nodes).toEqual([{ playlistId, name: 'Monday', entryCount: 3 }]);
    expect(codes(await edit({ deletePlaylist: { playlistId } }, { deletePlaylist: { playlistId } }, { createPlaylist: { playlistId, name: 'again' } }))).toEqual([null, 'not-found', 'conflict']);
  });

  it('put entries where they are wanted', async () => {
    const { playlistId, entryIds: [a, b, c] } = await playlist(1, 2, 3);
    await edit({ moveInPlaylist: { entryId: c } }, { moveInPlaylist: { entryId: a, after: b } });
    expect(await inOrder(playlistId)).toEqual([3, 2, 1]);
    await edit({ addToPlaylist: { playlistId, contentKeys: [keyOf(8), keyOf(9)], after: c } }, { addToPlaylist: { playlistId, contentKeys: [keyOf(5)] } });
    expect(await inOrder(playlistId)).toEqual([3, 8, 9, 2, 1, 5]);
    await edit({ removeFromPlaylist: { entryId: b } });
    expect(await inOrder(playlistId)).toEqual([3, 8, 9, 1, 5]);
    expect(codes(await edit({ moveInPlaylist: { entryId: a, after: a } }, { moveInPlaylist: { entryId: b } }))).toEqual(['bad-request', 'not-found']);
  });

  it('from two callers at once all survive', async () => {
    const { playlistId } = await playlist();
    await Promise.all(Array.from({ length: 8 }, (_, i) => edit({ addToPlaylist: { playlistId, contentKeys: [keyOf(i)] } })));
    expect((await inOrder(playlistId)).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('count a play once, however often it is sent', async () => {
    const once = { addPlay: { contentKey: keyOf(8), at: NOW_MS - 5, playId: 'twice' } };
    await edit(once, once);
    await edit(once);
    const { data } = await server.ask<{ plays: { totalCount: number } }>(`{ plays(filter: { contentKeys: ["${keyOf(8)}"], at: { min: ${NOW_MS - 5}, max: ${NOW_MS - 5} } }) { totalCount } }`);
    expect(data.plays.totalCount).toBe(1);
  });

  it('take a thousand in one call, and no more', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ rate: { contentKey: keyOf(i % 50), rating: 1 + (i % 10) } }));
    expect(codes(await edit(...many(1_000))).every((code) => code === null)).toBe(true);
    const { status, errors } = await server.ask(EDIT, { edits: many(1_001) });
    expect([status, errors[0]?.extensions?.code]).toEqual([400, 'bad-request']);
  });

  it.each([[{}], [{ rate: null }], [{ rate: { contentKey: keyOf(1) }, love: { contentKey: keyOf(1), loved: true } }]])('refuse %j: it is not exactly one', async (wrong) => {
    const { status, errors } = await server.ask(EDIT, { edits: [wrong] });
    expect([status, errors[0]?.extensions?.code]).toEqual([400, 'bad-request']);
  });

  it('are for owners only', async () => {
    const { status, errors } = await server.ask(EDIT, { edits: [] }, server.readerToken);
    expect([status, errors[0]?.extensions?.code]).toEqual([403, 'forbidden']);
  });

  describe('of tags', () => {
    const track = async (n: number) => {
      const { data } = await server.ask<{ tracks: { nodes: { id: string; title: string; artist: string | null; album: string | null; year: number | null; trackNo: number | null; genres: string[]; ofAlbum: { name: string } | null }[] } }>(
        `{ tracks(filter: { contentKeys: ["${keyOf(n)}"] }) { nodes { id title artist album year trackNo genres ofAlbum { name } } } }`);
      expect(data.tracks.nodes).toHaveLength(1);
      return data.tracks.nodes[0] as (typeof data.tracks.nodes)[number];
    };

    it('show in tracks, groups and searches, and are the file’s again', async () => {
      const before = await track(7);
      const { id: trackId } = before;
      const answer = await edit({ editTags: { trackId, title: 'Strange Fruit', artist: 'Nina Simone', album: 'Pastel Blues', date: '1965-10', genres: ['Jazz', 'Vocal'], clear: ['trackNo'] } });
      expect(codes(answer)).toEqual([null]);
      expect(await track(7)).toEqual({ id: trackId, title: 'Strange Fruit', artist: 'Nina Simone', album: 'Pastel Blues', year: 1965, trackNo: null, genres: ['Jazz', 'Vocal'], ofAlbum: { name: 'Pastel Blues' } });
      const found = await server.ask<{ tracks: { totalCount: number }; albums: { nodes: { name: string; trackCount: number }[] } }>('{ tracks(filter: { text: "strange nina" }) { totalCount } albums(filter: { text: "pastel" }) { nodes { name trackCount } } }');
      expect(found.data).toEqual({ tracks: { totalCount: 1 }, albums: { nodes: [{ name: 'Pastel Blues', trackCount: 1 }] } });
      await edit({ editTags: { trackId, title: null, artist: null, album: null, date: null, genres: null, trackNo: null } });
      expect(await track(7)).toEqual(before);
    });

    it('reach devices as choices, in one transaction, and only where they change anything', async () => {
      const [{ id, title }, other] = [await track(8), await track(9)];
      const before = await edit();
      const answer = await edit({ editTags: { trackId: id, title, label: 'Philips' } }, { editTags: { trackId: other.id, compilation: true } }, { editTags: { trackId: other.id, compilation: true } });
      const response = await server.app.inject({ url: `/api/sync/changes?after=${before.cursor}&limit=100&facts=0`, headers: { authorization: `Bearer ${server.readerToken}` } });
      const { ops } = response.json<ChangesPage>();
      expect(ops.map(({ kind, field, value }) => [kind, field, value])).toEqual([['edit', 'label', 'Philips'], ['edit', 'compilation', true]]);
      expect(ops[0]?.id).toBe(atob(id).replace('Track:', ''));
      expect(said).toHaveLength(1);
      expect(codes(answer)).toEqual([null, null, null]);
    });

    it('say which field is wrong, and hold up no other', async () => {
      const { id: trackId } = await track(10);
      const { data } = await server.ask<{ applyEdits: { results: { error: { code: string; message: string } | null }[] } }>(EDIT, { edits: [
        { editTags: { trackId, date: 'jan08', trackNo: -1, title: 'Fine' } },
        { editTags: { trackId: btoa('Track:none/-'), title: 'x' } },
        { editTags: { trackId, encoding: 'klingon' } },
        { editTags: { trackId, title: 'Better' } },
      ] });
      expect(data.applyEdits.results.map(({ error }) => error?.code ?? null)).toEqual(['bad-request', 'not-found', 'bad-request', null]);
      expect(data.applyEdits.results[0]?.error?.message).toBe('Not valid: date: no date such as 1999, 1999-03 or 1999-03-08; trackNo: no whole number from 0 to 9999.');
      expect((await track(10)).title).toBe('Better');
    });

    it('of 1,000 tracks’ worth are made at once', async () => {
      const { id: trackId } = await track(11);
      const answer = await edit(...Array.from({ length: 1_000 }, (_, n) => ({ editTags: { trackId, trackNo: n } })));
      expect(codes(answer).every((code) => code === null)).toBe(true);
      expect((await track(11)).trackNo).toBe(999);
    });

    it('hold where the file was tagged anew meanwhile, and win over what was edited before', async () => {
      const { id: trackId } = await track(12);
      await edit({ editTags: { trackId, title: 'Mine' } });
      const from = atob(trackId).replace('Track:', '');
      const tags = { ...NO_TAGS, title: 'Anew', album: 'Anew' };
      const moved = tagsFact(12, tags);
      const held = { held: true, albums: [albumPart(keysOf(tags).albumKey)], withdrawn: [from.slice(33)] };
      await push(store(), server.libraryId, { facts: [moved, aliasFact({ contentKey: keyOf(12), from: from.slice(33), to: moved.subject.slice(33) }, DESKTOP), holdingFact(keyOf(12), held, { deviceId: DESKTOP, revision: 5 })] });
      const anew = await track(12);
      expect([anew.title, anew.album]).toEqual(['Mine', 'Anew']);
      expect(anew.id).not.toBe(trackId);
      await edit({ editTags: { trackId: anew.id, title: 'Later' } });
      expect((await track(12)).title).toBe('Later');
      await edit({ editTags: { trackId: anew.id, title: null } });
      expect((await track(12)).title).toBe('Anew');
    });
  });
});
