// A file that gets another album: its old tags go everywhere, unless a file somewhere still has them.
import { encode } from '@msgpack/msgpack';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hash128 } from '../domain/library/hash128';
import type { AlbumKey, DeviceId, RootId, TrackId } from '../domain/library/ids';
import { ELSEWHERE, HERE, MISSING, type Absence, type TrackRow } from '../domain/library/track';
import { holdingSubject } from '../domain/sync/facts';
import { ModelServer } from '../domain/sync/testing/model-server';
import { changesAfter } from './changes';
import { playlistEntries, writeChoices } from './choices';
import { currentSeq } from './sequence';
import { file, key, TestDevice } from './testing/device';
import { moveTracks } from './moves';
import { deleteTracks, patchTracks } from './tracks';

let nowMs: number;
let server: ModelServer;
let desktop: TestDevice;
let laptop: TestDevice;
let phone: TestDevice;

beforeEach(async () => {
  nowMs = 1_800_000_000_000;
  server = new ModelServer(() => nowMs);
  [desktop, laptop, phone] = await Promise.all(['desktop', 'laptop', 'phone'].map((name) => new TestDevice(name as DeviceId, () => nowMs).begin())) as [TestDevice, TestDevice, TestDevice];
});

afterEach(async () => {
  await Promise.all([desktop, laptop, phone].map((device) => device.db.delete()));
});

async function meet(...devices: TestDevice[]): Promise<void> {
  for (const device of devices) {
    nowMs += 1_000;
    expect(await device.exchange(server.remote())).toMatchObject({ ok: true });
  }
}

const tagged = (album: string) => ({ taggedAlbumKey: album as AlbumKey, albumKey: album as AlbumKey });

async function hold(device: TestDevice, album: string, path = 'Song.mp3'): Promise<TrackId> {
  const [trackId] = await device.addFiles([file(1, { ...tagged(album), path, folder: '' })]);
  return trackId as TrackId;
}

/** As a scan and a parse do: what was known stays until the new tags are read. */
async function retag(device: TestDevice, trackId: TrackId, album: string): Promise<void> {
  await patchTracks(device.db, new Map([[trackId, { stage: 'found', mtimeMs: ++nowMs }]]));
  await patchTracks(device.db, new Map([[trackId, { stage: 'parsed', contentKey: key(1), ...tagged(album), versions: { parse: 1, analyse: 0, embed: 0 } }]]));
}

async function shown(device: TestDevice): Promise<string[]> {
  const place: Partial<Record<Absence, string>> = { [HERE]: 'here', [ELSEWHERE]: 'elsewhere', [MISSING]: 'on none' };
  return (await device.rows()).map((row: TrackRow) => `${String(row.taggedAlbumKey)} ${place[row.missing]}`).sort();
}

it('leaves one row on the other devices, and what was chosen for the recording', async () => {
  const trackId = await hold(desktop, 'old');
  await writeChoices(phone.db, [
    { kind: 'recording', id: key(1), field: 'rating', value: 9 },
    { kind: 'playlistEntry', id: 'e', parent: 'p', field: 'contentKey', value: key(1) }, { kind: 'playlistEntry', id: 'e', parent: 'p', field: 'orderKey', value: 'a0' },
  ], phone.deps);
  await meet(desktop, phone);
  await retag(desktop, trackId, 'new');
  const [old] = await phone.rows();
  await meet(desktop, phone);
  expect([await shown(desktop), await shown(phone)]).toEqual([['new here'], ['new elsewhere']]);
  expect((await phone.db.deletions.toArray()).flatMap((row) => row.trackIds)).toContain(old?.trackId);
  expect((await playlistEntries(phone.db, 'p' as never)).map((entry) => entry.contentKey)).toEqual([key(1)]);
  expect((await phone.db.choices.get(['recording', key(1)]))?.fields['rating']?.value).toBe(9);
});

it('tells followers of the row that goes also where the same page brings a rating', async () => {
  const trackId = await hold(desktop, 'old');
  await meet(desktop, phone);
  const [old] = await phone.rows();
  const cursor = await currentSeq(phone.db);
  await retag(desktop, trackId, 'new');
  await writeChoices(desktop.db, [{ kind: 'recording', id: key(1), field: 'rating', value: 7 }], desktop.deps);
  await meet(desktop, phone);
  const { changed, deleted } = await changesAfter(phone.db, cursor);
  expect(deleted).toEqual([old?.trackId]);
  expect(changed).toEqual((await phone.rows()).map((row) => row.trackId));
});

it('shows a device that joins later the new tags alone', async () => {
  const trackId = await hold(desktop, 'old');
  await meet(desktop);
  await retag(desktop, trackId, 'new');
  await meet(desktop, phone);
  expect(await shown(phone)).toEqual(['new elsewhere']);
});

it('brings the old tags back with the file that is tagged back, and hides the new ones', async () => {
  const trackId = await hold(desktop, 'old');
  await meet(desktop, phone);
  await retag(desktop, trackId, 'new');
  await meet(desktop, phone);
  await retag(desktop, trackId, 'old');
  await meet(desktop, phone, laptop);
  expect([await shown(desktop), await shown(phone), await shown(laptop)]).toEqual([['old here'], ['old elsewhere'], ['old elsewhere']]);
});

it.each([['desktop', 'phone'], ['phone', 'desktop']])('by %s keeps the old tags while %s has a file with them, until that is tagged anew too', async (first, second) => {
  const [one, other] = first === 'desktop' ? [desktop, phone] : [phone, desktop];
  expect([one.deviceId, other.deviceId]).toEqual([first, second]);
  const [mine, theirs] = [await hold(one, 'old'), await hold(other, 'old')];
  await meet(one, other, one);
  await retag(one, mine, 'new');
  // At once, from what is known of the other device.
  expect(await shown(one)).toEqual(['new here', 'old elsewhere']);
  await meet(one, other, laptop);
  expect([await shown(one), await shown(other), await shown(laptop)]).toEqual([['new here', 'old elsewhere'], ['new elsewhere', 'old here'], ['new elsewhere', 'old elsewhere']]);
  await retag(other, theirs, 'new');
  await meet(other, one, laptop);
  expect([await shown(one), await shown(other), await shown(laptop)]).toEqual([['new here'], ['new here'], ['new elsewhere']]);
});

it('keeps tags of a file that merely went away: its row stays, on no device', async () => {
  const trackId = await hold(desktop, 'old');
  await meet(desktop, phone);
  await deleteTracks(desktop.db, [trackId]);
  await meet(desktop, phone);
  expect(await shown(phone)).toEqual(['old on none']);
});

it('keeps the last tags alone of a file that was tagged anew and went away then', async () => {
  const trackId = await hold(desktop, 'old');
  await meet(desktop, phone);
  await retag(desktop, trackId, 'new');
  await meet(desktop);
  await deleteTracks(desktop.db, [trackId]);
  await meet(desktop, phone);
  expect(await shown(phone)).toEqual(['new on none']);
});

it('is heard of when the file comes back from a drive with other tags', async () => {
  const trackId = await hold(desktop, 'old');
  await meet(desktop);
  await patchTracks(desktop.db, new Map([[trackId, { missing: MISSING }]]));
  await meet(desktop, phone);
  expect(await shown(phone)).toEqual(['old on none']);
  await patchTracks(desktop.db, new Map([[trackId, { missing: HERE }]]));
  await retag(desktop, trackId, 'new');
  await meet(desktop, phone);
  expect(await shown(phone)).toEqual(['new elsewhere']);
});

it('is heard of when the file was moved at the same time', async () => {
  const trackId = await hold(desktop, 'old');
  await hold(laptop, 'old');
  await meet(desktop, laptop, desktop);
  await patchTracks(desktop.db, new Map([[trackId, { missing: MISSING }]]));
  const moved = await hold(desktop, 'new', 'Elsewhere/Song.mp3');
  await moveTracks(desktop.db, [[trackId, moved]]);
  await meet(desktop, phone);
  expect([await shown(desktop), await shown(phone)]).toEqual([['new here', 'old elsewhere'], ['new elsewhere', 'old elsewhere']]);
});

it('keeps each of two copies under its own album, and lets go of the one that is gone', async () => {
  await hold(desktop, 'album');
  const copy = await hold(desktop, 'best of', 'Copy.mp3');
  await meet(desktop, phone);
  expect(await shown(phone)).toEqual(['album elsewhere', 'best of elsewhere']);
  await deleteTracks(desktop.db, [copy]);
  await meet(desktop, phone);
  expect(await shown(phone)).toEqual(['album elsewhere']);
});

it('tells of copies that are offered on different pages', async () => {
  const copies = Array.from({ length: 450 }, (_, n) => file(1, { ...tagged(n < 449 ? 'album' : 'best of'), path: `${n}.mp3`, folder: '', rootId: 1 as RootId }));
  const ids = await desktop.addFiles(copies);
  await meet(desktop, phone);
  expect(await shown(phone)).toEqual(['album elsewhere', 'best of elsewhere']);
  await retag(desktop, ids[449] as TrackId, 'album');
  await meet(desktop, phone);
  expect(await shown(phone)).toEqual(['album elsewhere']);
});

it('keeps old tags while a device holds the recording that does not say under which album', async () => {
  const trackId = await hold(desktop, 'old');
  const value = encode({ held: true });
  const old = { kind: 'holding' as const, subject: holdingSubject(key(1), 'tv' as DeviceId), version: 1, deviceId: 'tv' as DeviceId, revision: 1, digest: hash128(value), value };
  server.push({ ops: [], plays: [], facts: [old] });
  await meet(desktop, phone);
  await retag(desktop, trackId, 'new');
  await meet(desktop, phone);
  expect([await shown(desktop), await shown(phone)]).toEqual([['new here', 'old elsewhere'], ['new elsewhere', 'old elsewhere']]);
});

it('shows old tags again when another device comes to have a file with them', async () => {
  const trackId = await hold(desktop, 'old');
  await meet(desktop, phone);
  await retag(desktop, trackId, 'new');
  await meet(desktop, phone);
  await hold(laptop, 'old');
  await meet(laptop, desktop, phone);
  expect([await shown(desktop), await shown(phone)]).toEqual([['new here', 'old elsewhere'], ['new elsewhere', 'old elsewhere']]);
});

it('survives a device that dies between the note and the telling', async () => {
  const trackId = await hold(desktop, 'old');
  await meet(desktop, phone);
  await retag(desktop, trackId, 'new');
  const remote = server.remote();
  await expect(desktop.exchange({ ...remote, offer: () => Promise.reject(new Error('power lost')) })).rejects.toThrow('power lost');
  await meet(desktop, phone);
  expect(await shown(phone)).toEqual(['new elsewhere']);
});

it('is told again to a server that was restored from before', async () => {
  const trackId = await hold(desktop, 'old');
  await meet(desktop, phone);
  const restore = server.backup();
  await retag(desktop, trackId, 'new');
  await meet(desktop, phone);
  restore();
  await meet(phone, desktop, phone, laptop);
  expect([await shown(phone), await shown(laptop)]).toEqual([['new elsewhere'], ['new elsewhere']]);
});
