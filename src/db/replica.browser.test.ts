import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlbumKey, DeviceId, RootId, TrackId } from '../domain/library/ids';
import { ELSEWHERE, ELSEWHERE_ROOT, HERE, MISSING } from '../domain/library/track';
import type { SoundRow } from '../domain/sound/sound';
import { hlcMs } from '../domain/sync/clock';
import { ModelServer } from '../domain/sync/testing/model-server';
import { STAGE_VERSIONS } from '../domain/versions';
import { changesAfter } from './changes';
import { addPlay, playlistEntries, writeChoices } from './choices';
import { opsOf } from './history';
import { untie } from './others';
import { pending } from './pending';
import { currentSeq } from './sequence';
import { reuseSound } from './sounds';
import { file, key, TestDevice } from './testing/device';
import { deleteTracks, patchTracks } from './tracks';
import { requeueOutdated } from './work';

const DAY_MS = 86_400_000;
let nowMs: number;
let server: ModelServer;
let desktop: TestDevice;
let phone: TestDevice;

beforeEach(async () => {
  nowMs = 1_800_000_000_000;
  server = new ModelServer(() => nowMs);
  desktop = await new TestDevice('desktop' as DeviceId, () => nowMs).begin();
  phone = await new TestDevice('phone' as DeviceId, () => nowMs).begin();
});

afterEach(async () => {
  await Promise.all([desktop, phone].map((device) => device.db.delete()));
});

async function meet(...devices: TestDevice[]): Promise<void> {
  for (const device of devices) {
    nowMs += 1_000;
    expect(await device.exchange(server.remote())).toMatchObject({ ok: true });
  }
}

function rate(device: TestDevice, n: number, rating: number) {
  return writeChoices(device.db, [{ kind: 'recording', id: key(n), field: 'rating', value: rating }], device.deps);
}

async function ratingOn(device: TestDevice, n: number) {
  return (await device.db.choices.get(['recording', key(n)]))?.fields['rating']?.value;
}

describe('recordings of another device', () => {
  it('appear as rows that say so, with tags, sound and embedding', async () => {
    await desktop.addFiles([file(1), file(2)]);
    await desktop.analyse(key(1));
    await meet(desktop, phone);
    const rows = (await phone.rows()).sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(rows.map(({ missing, rootId, path, stage, queue }) => ({ missing, rootId, path, stage, queue }))).toEqual([
      { missing: ELSEWHERE, rootId: ELSEWHERE_ROOT, path: `${key(1)}/album0/1.mp3`, stage: 'embedded', queue: null },
      { missing: ELSEWHERE, rootId: ELSEWHERE_ROOT, path: `${key(2)}/album0/2.mp3`, stage: 'parsed', queue: null },
    ]);
    expect(rows[0]?.tags?.title).toBe('Title 1');
    const { origin, ...sound } = await phone.db.sounds.get(key(1)) ?? {};
    expect(origin?.deviceId).toBe('desktop');
    expect(sound).toEqual(await desktop.db.sounds.get(key(1)));
    expect((await phone.db.vectors.get(key(1)))?.vector).toEqual((await desktop.db.vectors.get(key(1)))?.vector);
    expect(await phone.db.holdings.get(key(1))).toMatchObject({ deviceIds: ['desktop'], tagged: { desktop: { albums: ['album0'] } } });
  });

  it('move on when their sound is known later', async () => {
    await desktop.addFiles([file(1)]);
    await meet(desktop, phone);
    await desktop.analyse(key(1));
    await meet(desktop, phone);
    expect(await phone.rows()).toMatchObject([{ stage: 'embedded', missing: ELSEWHERE, versions: STAGE_VERSIONS }]);
  });

  it('give way to a file of the same recording and album, and come back when it goes', async () => {
    await desktop.addFiles([file(1)]);
    await desktop.analyse(key(1));
    await meet(desktop, phone);
    const [twin] = await phone.rows();
    const [trackId] = await phone.addFiles([file(1, { path: 'Mine.mp3', folder: '' })]);
    expect((await phone.rows()).map((row) => row.trackId)).toEqual([trackId]);
    expect((await phone.db.deletions.toArray()).flatMap((row) => row.trackIds)).toContain(twin?.trackId);
    await deleteTracks(phone.db, [trackId as TrackId]);
    expect(await phone.rows()).toMatchObject([{ missing: ELSEWHERE, rootId: ELSEWHERE_ROOT, path: `${key(1)}/album0/Mine.mp3` }]);
  });

  it('stay beside a file of the same recording from another album', async () => {
    await desktop.addFiles([file(1)]);
    await meet(desktop, phone);
    await phone.addFiles([file(1, { taggedAlbumKey: 'compilation' as AlbumKey, albumKey: 'compilation' as AlbumKey })]);
    await meet(phone, desktop, phone);
    expect((await phone.rows()).map((row) => row.missing).sort()).toEqual([HERE, ELSEWHERE]);
  });

  it('never change the tags of a file that is here', async () => {
    await desktop.addFiles([file(1)]);
    await phone.addFiles([file(1, { tags: null })]);
    await meet(desktop, phone, desktop, phone);
    expect(await phone.rows()).toMatchObject([{ tags: null, missing: HERE }]);
    expect(await desktop.rows()).toMatchObject([{ tags: { title: 'Title 1' }, missing: HERE }]);
  });

  it('are greyed when no device holds them any more, and return with the file', async () => {
    const [trackId] = await desktop.addFiles([file(1)]);
    await meet(desktop, phone);
    await patchTracks(desktop.db, new Map([[trackId as TrackId, { missing: MISSING }]]));
    await meet(desktop, phone);
    expect(await phone.rows()).toMatchObject([{ missing: MISSING, rootId: ELSEWHERE_ROOT }]);
    await patchTracks(desktop.db, new Map([[trackId as TrackId, { missing: HERE }]]));
    await meet(desktop, phone);
    expect(await phone.rows()).toMatchObject([{ missing: ELSEWHERE }]);
  });

  it('are withdrawn again from a server that was restored from before', async () => {
    const [trackId] = await desktop.addFiles([file(1)]);
    await meet(desktop, phone);
    const restore = server.backup();
    await deleteTracks(desktop.db, [trackId as TrackId]);
    await meet(desktop, phone);
    restore();
    await meet(phone, desktop, phone);
    expect(await phone.db.holdings.get(key(1))).toMatchObject({ deviceIds: [] });
  });

  it('appear where this device once told of them itself, and another holds them since', async () => {
    const [trackId] = await phone.addFiles([file(1)]);
    await meet(phone);
    await deleteTracks(phone.db, [trackId as TrackId]);
    await meet(phone);
    await desktop.addFiles([file(1)]);
    await meet(desktop, phone);
    expect(await phone.rows()).toMatchObject([{ missing: ELSEWHERE, tags: { title: 'Title 1' } }]);
  });

  it('are not sent back to an older version of a stage', async () => {
    await desktop.addFiles([file(1)]);
    await meet(desktop, phone);
    await requeueOutdated(phone.db, { parse: 9, analyse: 9, embed: 9 });
    expect(await phone.rows()).toMatchObject([{ stage: 'parsed', queue: null }]);
  });
});

describe('a recording analysed on another device', () => {
  it('is not analysed again here', async () => {
    await desktop.addFiles([file(1)]);
    await desktop.analyse(key(1));
    await phone.addFiles([file(1)]);
    expect(await phone.rows()).toMatchObject([{ queue: 'sound' }]);
    await meet(desktop, phone);
    expect(await phone.rows()).toMatchObject([{ stage: 'embedded', queue: 'done', missing: HERE }]);
  });

  it('is not analysed when its file comes later', async () => {
    await desktop.addFiles([file(1)]);
    await desktop.analyse(key(1));
    await meet(desktop, phone);
    await phone.addFiles([file(1)]);
    expect(await reuseSound(phone.db, key(1), { analyse: 1, embed: 1 })).not.toBeNull();
    expect(await phone.rows()).toMatchObject([{ stage: 'embedded', missing: HERE }]);
  });

  it('never gets older facts over newer ones', async () => {
    await desktop.addFiles([file(1)]);
    await phone.addFiles([file(1)]);
    await desktop.analyse(key(1), 3);
    await phone.analyse(key(1));
    await phone.db.sounds.put({ ...await phone.db.sounds.get(key(1)) as SoundRow, analyseVersion: 2, decodedDurationS: 7 });
    await meet(desktop, phone);
    expect((await phone.db.sounds.get(key(1)))?.decodedDurationS).toBe(7);
  });

  it('comes to the same facts on both, whoever analysed', async () => {
    for (const [device, seed] of [[desktop, 1], [phone, 2]] as const) {
      await device.addFiles([file(1)]);
      await device.analyse(key(1), seed);
    }
    await meet(desktop, phone, desktop, phone, desktop);
    const [a, b] = await Promise.all([desktop, phone].map((device) => device.db.sounds.get(key(1))));
    expect(a?.tempo).toEqual(b?.tempo);
    expect((await desktop.db.vectors.get(key(1)))?.vector).toEqual((await phone.db.vectors.get(key(1)))?.vector);
  });
});

describe('choices and plays', () => {
  it('reach the other device and move its lists, and nothing waits any more', async () => {
    const [trackId] = await phone.addFiles([file(1)]);
    const before = await currentSeq(phone.db);
    await rate(desktop, 1, 9);
    await addPlay(desktop.db, key(1), desktop.deps);
    expect((await pending(desktop.db)).counts).toMatchObject({ choices: 1, plays: 1 });
    await meet(desktop, phone);
    expect([await ratingOn(phone, 1), await phone.db.plays.count()]).toEqual([9, 1]);
    expect((await changesAfter(phone.db, before)).changed).toEqual([trackId]);
    for (const device of [desktop, phone]) expect((await pending(device.db)).counts).toMatchObject({ choices: 0, plays: 0 });
    expect((await opsOf(phone.db, { kind: 'recording', id: key(1) })).map((op) => op.value)).toEqual([9]);
  });

  it('of a clock days ahead are set right, keep their order, and do not win for ever', async () => {
    desktop.skewMs = 3 * DAY_MS;
    await rate(desktop, 1, 2);
    await rate(desktop, 1, 4);
    const done = await desktop.exchange(server.remote());
    expect(done).toMatchObject({ ok: true, value: { restamped: 2 } });
    const ops = await opsOf(desktop.db, { kind: 'recording', id: key(1) });
    expect(ops.map((op) => op.value)).toEqual([4, 2]);
    expect(Math.max(...ops.map((op) => hlcMs(op.hlc)))).toBeLessThanOrEqual(nowMs);
    expect((await desktop.db.choices.get(['recording', key(1)]))?.fields['rating']?.hlc).toBe(ops[0]?.hlc);
    await rate(desktop, 2, 1);
    expect(hlcMs((await opsOf(desktop.db, { kind: 'recording', id: key(2) }))[0]?.hlc ?? '')).toBeLessThanOrEqual(nowMs + 1_000);
    await meet(phone);
    await rate(phone, 1, 10);
    await meet(phone, desktop);
    expect(await ratingOn(desktop, 1)).toBe(10);
  });

  it('are sent again to a server that was restored from before', async () => {
    const restore = server.backup();
    await rate(desktop, 1, 9);
    await addPlay(desktop.db, key(1), desktop.deps);
    await meet(desktop);
    restore();
    await meet(desktop, phone);
    expect([await ratingOn(phone, 1), await phone.db.plays.count()]).toEqual([9, 1]);
  });

  it('of a playlist edited on both are all there, in one order', async () => {
    const entry = (id: string, orderKey: string) => [
      { kind: 'playlistEntry' as const, id, parent: 'p', field: 'contentKey', value: key(1) }, { kind: 'playlistEntry' as const, id, parent: 'p', field: 'orderKey', value: orderKey },
    ];
    await writeChoices(desktop.db, [...entry('a', 'a0'), ...entry('b', 'a1')], desktop.deps);
    await writeChoices(phone.db, [...entry('c', 'a1'), ...entry('d', 'a2')], phone.deps);
    await meet(desktop, phone, desktop);
    const orders = await Promise.all([desktop, phone].map(async (device) => (await playlistEntries(device.db, 'p' as never)).map((each) => each.entryId)));
    expect(orders).toEqual([['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd']]);
  });
});

describe('leaving the server', () => {
  it('forgets what others hold, and keeps files, choices and plays', async () => {
    await desktop.addFiles([file(1), file(2)]);
    await desktop.analyse(key(1));
    await desktop.analyse(key(2));
    await phone.addFiles([file(2)]);
    await rate(phone, 1, 8);
    await meet(desktop, phone);
    await untie(phone.db, 'forget');
    expect((await phone.rows()).map((row) => row.contentKey)).toEqual([key(2)]);
    expect([await phone.db.sounds.keys(), await phone.db.holdings.count(), await ratingOn(phone, 1)]).toEqual([[key(2)], 0, 8]);
  });

  it('sends everything again to the next', async () => {
    await rate(phone, 1, 8);
    await meet(phone);
    await untie(phone.db, 'keep');
    server = new ModelServer(() => nowMs);
    await meet(phone, desktop);
    expect(await ratingOn(desktop, 1)).toBe(8);
  });
});

it('writes nothing of a page when one write of it fails', async () => {
  await desktop.addFiles([file(1)]);
  await rate(desktop, 1, 9);
  await meet(desktop);
  phone.db.tracks.hook('creating', () => {
    throw new Error('disk full');
  });
  await expect(phone.exchange(server.remote())).rejects.toThrow();
  expect([await phone.db.choices.count(), await phone.db.ops.count(), await phone.db.holdings.count()]).toEqual([0, 0, 0]);
});

it('writes no page behind one that failed, and gets all of them the next time', async () => {
  await desktop.addFiles(Array.from({ length: 40 }, (_, n) => file(n)));
  await meet(desktop);
  let rows = 0;
  const full = (): void => {
    if (++rows === 30) throw new Error('disk full');
  };
  phone.db.tracks.hook('creating', full);
  const remote = server.remote();
  const paged = { ...remote, changes: (after: number) => remote.changes(after, 20) };
  await expect(phone.exchange(paged)).rejects.toThrow();
  const kept = (await phone.rows()).length;
  expect([kept > 0, kept < 30, rows]).toEqual([true, true, 30]);
  phone.db.tracks.hook('creating').unsubscribe(full);
  expect(await phone.exchange(paged)).toMatchObject({ ok: true });
  expect((await phone.rows()).map((row) => row.contentKey).sort()).toEqual(Array.from({ length: 40 }, (_, n) => key(n)));
  expect(await phone.db.holdings.count()).toBe(40);
});

it('takes in a whole library beside files that are added meanwhile', async () => {
  const files = Array.from({ length: 900 }, (_, n) => file(n));
  await desktop.addFiles(files);
  await meet(desktop);
  server.maxPushItems = 5_000;
  const remote = server.remote();
  let calls = 0;
  await phone.exchange({
    ...remote,
    changes: async (after) => {
      if (calls++ === 1) await phone.addFiles(Array.from({ length: 100 }, (_, i) => file(800 + i, { rootId: 7 as RootId })));
      return remote.changes(after, 300);
    },
  });
  const rows = await phone.rows();
  expect(rows.length).toBe(900);
  expect(rows.filter((row) => row.missing === HERE).length).toBe(100);
}, 120_000);
