// A file that gets another album, over HTTP: lists show the new tags alone, unless another device has a file with the old ones.
import { encode } from '@msgpack/msgpack';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { hash128 } from '../../src/domain/library/hash128';
import { NO_TAGS } from '../../src/domain/library/no-tags';
import type { DeviceId } from '../../src/domain/library/ids';
import { holdingFact } from '../../src/domain/sync/fact-values';
import { albumPart, restOfSubject, type Fact } from '../../src/domain/sync/facts';
import { MSGPACK_TYPE, type PushAnswer } from '../../src/domain/sync/protocol';
import { taggedNow, type Tagged } from '../../src/domain/sync/tagged';
import { graphServer, type GraphServer } from '../graphql/testing/graph-server';
import { DESKTOP, keyOf, tagsFact } from '../graphql/testing/seed';
import { eachStore } from '../store/testing/each-store';
import { inTransaction } from '../store/transaction';
import { write } from './library';

const PHONE = 'phone' as DeviceId;
const SILENT: Tagged = { held: true, albums: null, withdrawn: [] };
const tags = (album: string | null): Fact => tagsFact(1, { ...NO_TAGS, title: 'Song', artist: 'Somebody', album });

eachStore('a file that gets another album', ({ store }) => {
  let server: GraphServer;
  let revision = 0;
  beforeAll(async () => {
    server = await graphServer(store());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    for (const table of ['facts', 'tracks', 'track_genres'] as const) await store().db.deleteFrom(table).execute();
  });

  async function push(facts: readonly Fact[]): Promise<void> {
    const body = Buffer.from(encode({ ops: [], plays: [], facts }));
    const answer = await server.app.inject({
      method: 'POST', url: '/api/sync/push', payload: body, headers: { authorization: `Bearer ${server.ownerToken}`, 'content-type': MSGPACK_TYPE, accept: 'application/json' },
    });
    expect(answer.json<PushAnswer>().refused).toEqual([]);
  }

  /** Of the phone, which has no token here: what it may say is not what is tried. */
  const pushOfPhone = (facts: readonly Fact[]) => inTransaction(store(), (trx) => write(trx, { libraryId: server.libraryId, deviceId: PHONE }, { ops: [], plays: [], facts }, Date.now()));
  const says = (deviceId: DeviceId, tagged: Tagged): Fact => holdingFact(keyOf(1), tagged, { deviceId, revision: ++revision });
  const has = (album: string, before: Tagged = SILENT): Tagged => {
    const part = restOfSubject(tags(album));
    return taggedNow(before, { here: [part], known: [part] });
  };

  async function listed(): Promise<(string | null)[]> {
    const { data } = await server.ask<{ tracks: { totalCount: number; nodes: { album: string | null }[] } }>('{ tracks(first: 10) { totalCount nodes { album } } }');
    expect(data.tracks.totalCount).toBe(data.tracks.nodes.length);
    return data.tracks.nodes.map(({ album }) => album).sort();
  }

  it('is listed under the new one alone, and under the old one when it is tagged back', async () => {
    const old = has('Old');
    await push([tags('Old'), says(DESKTOP, old)]);
    const anew = has('New', old);
    await push([tags('New'), says(DESKTOP, anew)]);
    expect(await listed()).toEqual(['New']);
    await push([says(DESKTOP, has('Old', anew))]);
    expect(await listed()).toEqual(['Old']);
  });

  it('is listed under both while another device has a file under the old one, until that one goes too', async () => {
    await push([tags('Old'), says(DESKTOP, has('Old'))]);
    await pushOfPhone([says(PHONE, has('Old'))]);
    await push([tags('New'), says(DESKTOP, has('New', has('Old')))]);
    expect(await listed()).toEqual(['New', 'Old']);
    await pushOfPhone([says(PHONE, has('New', has('Old')))]);
    expect(await listed()).toEqual(['New']);
  });

  it('is listed under both while a device has it that does not say under which album', async () => {
    await pushOfPhone([says(PHONE, SILENT)]);
    await push([tags('Old'), tags('New'), says(DESKTOP, has('New', has('Old')))]);
    expect(await listed()).toEqual(['New', 'Old']);
  });

  it('stays listed under its last one when it goes', async () => {
    await push([tags('Old'), tags('New'), says(DESKTOP, { ...has('New', has('Old')), held: false })]);
    expect(await listed()).toEqual(['New']);
  });

  it('is listed the same whatever was repeated or came late', async () => {
    const [first, second] = [says(DESKTOP, has('Old')), says(DESKTOP, has('New', has('Old')))];
    await push([second, tags('New'), tags('Old')]);
    await push([first, tags('Old')]);
    await push([second, first]);
    expect(await listed()).toEqual(['New']);
    const kept = await store().db.selectFrom('facts').select('revision').where('kind', '=', 'holding').execute();
    expect(kept).toEqual([{ revision: second.revision }]);
  });

  it.each<[string, unknown]>([['a text', 'Old'], ['numbers', [1, null]], ['nothing', null]])('is not hidden by a list of albums that is %s', async (_, withdrawn) => {
    const value = encode({ held: true, albums: [], withdrawn });
    await push([tags('Old'), { ...says(DESKTOP, SILENT), digest: hash128(value), value }]);
    expect(await listed()).toEqual(['Old']);
  });

  it('that had none goes as one that had', async () => {
    const none = taggedNow(SILENT, { here: [albumPart(null)], known: [] });
    await push([tags(null), tags('New'), says(DESKTOP, has('New', none))]);
    expect(await listed()).toEqual(['New']);
  });
});
