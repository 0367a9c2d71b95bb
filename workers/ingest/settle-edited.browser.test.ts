// What edits leave to be settled: albums of tracks whose years differ, credits, and what was chosen for the album.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { choicesOf, writeChoices } from '../../src/db/choices';
import { writeEdits } from '../../src/db/edits';
import { forgetMissing, restoreTracks } from '../../src/db/missing';
import { file, TestDevice } from '../../src/db/testing/device';
import { patchTracks } from '../../src/db/tracks';
import { unsettledFolders } from '../../src/db/unsettled';
import type { AlbumKey, DeviceId, TrackId } from '../../src/domain/library/ids';
import { tagColumns } from '../../src/domain/library/tag-columns';
import type { Tags } from '../../src/domain/library/tags';
import { createIngest } from './create-ingest';

let device: TestDevice;
let ids: TrackId[];
beforeEach(async () => {
  device = await new TestDevice('desktop' as DeviceId, () => 1_800_000_000_000).begin();
  const tags = file(1).tags as Tags;
  const tagged = (n: number, year: number) => file(n, { ...tagColumns({ ...tags, title: `Title ${n}`, trackNo: n, year, date: String(year) }), folder: 'Folder' });
  ids = await device.addFiles([tagged(1, 1990), tagged(2, 1991), tagged(3, 1992)]);
});
afterEach(() => device.db.delete());

const settle = () => createIngest({ db: device.db, now: device.now }).settleEdited();
const albums = async () => new Set((await device.rows()).map((row) => row.albumKey));

it('brings tracks of one edited album together, as a scan would, and what was chosen for it goes along', async () => {
  await writeEdits(device.db, ids.map((trackId) => ({ trackId, fields: { album: 'First' } })), device);
  expect(await settle()).toMatchObject({ ok: true });
  const [first, ...others] = await albums();
  expect(others).toEqual([]);
  await writeChoices(device.db, [{ kind: 'album', id: first as AlbumKey, field: 'note', value: 'mine' }], device.deps);
  await writeEdits(device.db, ids.map((trackId) => ({ trackId, fields: { album: 'Second', albumArtist: 'Else' } })), device);
  expect((await albums()).size).toBe(3);
  await settle();
  const [second, ...rest] = await albums();
  expect(rest).toEqual([]);
  expect(second).not.toBe(first);
  expect((await choicesOf(device.db, 'album').toArray()).find((row) => row.id === second)?.fields['note']?.value).toBe('mine');
  expect(await unsettledFolders(device.db)).toEqual([]);
});

it('settles the album of a folder again when its missing files are forgotten, and when they come back', async () => {
  const tags = file(1).tags as Tags;
  const row = (n: number, year: number) => file(n, { ...tagColumns({ ...tags, album: 'Songs', title: `Title ${n}`, trackNo: n, year, date: String(year) }), folder: 'Songs' });
  const [first, second] = (await device.addFiles([row(11, 1995), row(12, 1990)])) as [TrackId, TrackId];
  await writeEdits(device.db, [first, second].map((trackId) => ({ trackId, fields: { comment: 'read' } })), device);
  await settle();
  const keyOf = async (trackId: TrackId) => (await device.db.tracks.get(trackId))?.albumKey;
  const whole = await keyOf(second);
  expect(whole).toBe(await keyOf(first));
  await patchTracks(device.db, new Map([[first, { missing: 1 }]]));
  await settle();
  expect(await keyOf(second)).toBe(whole);
  const forgotten = await forgetMissing(device.db, [first]);
  await settle();
  expect(await keyOf(second)).not.toBe(whole);
  await restoreTracks(device.db, forgotten);
  await settle();
  expect([await keyOf(first), await keyOf(second)]).toEqual([whole, whole]);
  expect(await unsettledFolders(device.db)).toEqual([]);
});
