// Covers that a person chose: in every backup, and back from it with the rows that show them.
import { expect, test, onTestFinished } from 'vitest';
import { chooseAlbumCover } from '../../db/album-covers';
import { addChosenPictures } from '../../db/chosen-pictures';
import { file, TestDevice } from '../../db/testing/device';
import type { AlbumKey, CoverHash, DeviceId } from '../../domain/library/ids';
import { writeBackup } from './backup-file';
import { createBackup } from './create-backup';

const [CHOSEN, FOUND] = ['ab'.repeat(16), 'cd'.repeat(16)] as CoverHash[] as [CoverHash, CoverHash];
const ALBUM = 'album0' as AlbumKey;
const quiet = (): void => undefined;

async function device(name: string) {
  const made = await new TestDevice(name as DeviceId, () => 1_800_000_000_000).begin();
  onTestFinished(async () => {
    made.db.close();
    await made.db.delete();
  });
  return { device: made, db: made.db, backup: createBackup({ db: made.db, now: made.now, newId: made.newId }) };
}

test('a chosen cover is in a backup without facts, with the picture as it was given, and rows show it when it is restored', async () => {
  const [a, b] = [await device('a'), await device('b')];
  const trackIds = await a.device.addFiles([file(1, { coverHash: FOUND })]);
  for (const coverHash of [CHOSEN, FOUND]) await a.db.covers.put({ coverHash, version: 2, small: new Blob(['s']), medium: new Blob(['m']), large: new Blob(['l']), accent: null, palette: [{ l: 0.5, c: 0.1, h: 9, weight: 1 }] });
  await addChosenPictures(a.db, [{ coverHash: CHOSEN, picture: new Blob(['as given'], { type: 'image/png' }) }]);
  await chooseAlbumCover(a.db, { albumKey: ALBUM, coverHash: CHOSEN, trackIds }, a.device.deps);
  const saved = await a.backup.save(false, quiet);

  await b.device.addFiles([file(1, { coverHash: FOUND }), file(11)]);
  expect(await b.backup.restore(saved, quiet)).toMatchObject({ ok: true });
  expect((await b.device.rows()).map((row) => [row.albumKey, row.coverHash, row.foundCover])).toEqual([[ALBUM, CHOSEN, FOUND], ['album1', null, undefined]]);
  const [cover] = await b.db.covers.toArray();
  expect([cover?.coverHash, await cover?.small.text(), await cover?.medium?.text(), await cover?.large?.text(), cover?.palette]).toEqual([CHOSEN, 's', 'm', 'l', [{ l: 0.5, c: 0.1, h: 9, weight: 1 }]]);
  const [given] = await b.db.chosenPictures.toArray();
  expect([await given?.picture?.text(), given?.picture?.type]).toEqual(['as given', 'image/png']);
});

test('a choice that was taken back leaves no picture in a backup', async () => {
  const [a, b] = [await device('a'), await device('b')];
  await a.db.covers.put({ coverHash: CHOSEN, small: new Blob(['s']), accent: null });
  await addChosenPictures(a.db, [{ coverHash: CHOSEN, picture: null }]);
  await chooseAlbumCover(a.db, { albumKey: ALBUM, coverHash: CHOSEN, trackIds: [] }, a.device.deps);
  await chooseAlbumCover(a.db, { albumKey: ALBUM, coverHash: null, trackIds: [] }, a.device.deps);
  await b.backup.restore(await a.backup.save(false, quiet), quiet);
  expect([await b.db.covers.count(), await b.db.chosenPictures.count()]).toEqual([0, 0]);
});

test('a backup of version 1, whose covers have two sizes and no colours, is restored', async () => {
  const { db, backup } = await device('a');
  const old = await writeBackup({ madeAtMs: 1, deviceId: 'old', version: 1 } as never, (async function* () {
    yield { covers: [{ coverHash: FOUND, small: Uint8Array.of(1), large: Uint8Array.of(2), accent: null }] } as never;
  })());
  expect(await backup.restore(old, quiet)).toMatchObject({ ok: true });
  const cover = await db.covers.get(FOUND);
  expect([cover?.small.size, cover?.medium, cover?.large?.size, cover?.palette]).toEqual([1, undefined, 1, []]);
});
