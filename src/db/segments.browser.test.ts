import { expect, onTestFinished, test } from 'vitest';
import type { DeviceId, TrackId } from '../domain/library/ids';
import { HERE, SEGMENTED, segmentPath } from '../domain/library/track';
import { factPage } from './offers';
import { file, key, TestDevice } from './testing/device';
import { addTracks, patchTracks, stageCounts, tracksOfRecordings } from './tracks';
import { requeueOutdated } from './work';

/** A device with one file, of which two segments are the tracks. */
async function device() {
  const { db } = await new TestDevice('here' as DeviceId, () => 1_700_000_000_000).begin();
  onTestFinished(() => db.delete());
  const [fileId = 0 as TrackId] = await addTracks(db, [file(1)]);
  const segmentIds = await addTracks(db, [2, 3].map((n, index) => file(n, { path: segmentPath('Folder/1.mp3', index), segment: { fileId, index, startS: index, endS: null } })));
  await patchTracks(db, new Map([[fileId, { missing: SEGMENTED }]]));
  return { db, fileId, segmentIds };
}

test('other devices are told neither of segments nor of the file behind them', async () => {
  const { db, fileId } = await device();
  expect((await factPage(db, null, 100, 'here' as DeviceId)).facts).toEqual([]);
  await patchTracks(db, new Map([[fileId, { missing: HERE }]]));
  const told = (await factPage(db, null, 100, 'here' as DeviceId)).facts;
  expect(new Set(told.map((fact) => fact.subject.split('/')[0]))).toEqual(new Set([key(1)]));
});

test('each segment is work of its own, and the file behind them is none', async () => {
  const { db } = await device();
  expect(await stageCounts(db)).toMatchObject({ found: 2, parsed: 2, analysed: 0 });
});

test('a new version of the parse reads files again, not their segments', async () => {
  const { db, segmentIds } = await device();
  await requeueOutdated(db, { parse: 99, analyse: 1, embed: 1 });
  expect((await db.tracks.bulkGet(segmentIds)).map((row) => row?.queue)).toEqual(['sound', 'sound']);
});

test('an entry of a playlist that names the whole recording still finds its file, unless another copy is a track', async () => {
  const { db, fileId } = await device();
  expect((await tracksOfRecordings(db, [key(1)])).get(key(1))).toBe(fileId);
  const [copy] = await addTracks(db, [file(1, { path: 'Copy/1.mp3' })]);
  expect((await tracksOfRecordings(db, [key(1)])).get(key(1))).toBe(copy);
});
