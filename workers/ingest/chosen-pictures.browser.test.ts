// Pictures for a person to choose from, of real files and folders, and what becomes of the one that is chosen.
import { expect, test } from 'vitest';
import { hash128 } from '../../src/domain/library/hash128';
import type { CoverHash, TrackId } from '../../src/domain/library/ids';
import { library, valueOf } from './testing/library';
import { picture } from './testing/picture';
import { id3, wav } from './testing/wav';

const hashOf = (bytes: Uint8Array) => hash128(bytes) as CoverHash;

test('the pictures in the files of an album and in its folders are found, each once and the likeliest first', async () => {
  const { db, write, scan, ingest } = await library();
  const [front, back, disc, inside] = await Promise.all([picture('red'), picture('green'), picture('blue'), picture('gold')]);
  await write('Post/back.png', back);
  await write('Post/cover.png', front);
  await write('Post/broken.jpg', 'no picture');
  await write('Post/CD1/disc.png', disc);
  await write('Post/CD1/a.wav', wav(1, id3({ TALB: 'Post' }, inside)));
  await write('Post/CD1/b.wav', wav(2, id3({ TALB: 'Post' }, inside)));
  await write('Post/CD2/c.wav', wav(3, id3({ TALB: 'Post' }, front)));
  await write('Other/cover.png', await picture('pink'));
  await scan();
  const ids = (await db.tracks.toArray()).map((row) => row.trackId);
  const found = valueOf(await ingest.foundPictures(ids));
  expect(found.map(({ coverHash, from, name }) => [coverHash, from, name])).toEqual([
    [hashOf(inside), 'file', 'Cover (front)'], [hashOf(front), 'file', 'Cover (front)'], [hashOf(disc), 'folder', 'disc.png'], [hashOf(back), 'folder', 'back.png'],
  ]);
  expect(new Set(found.map(({ thumbnail }) => thumbnail.type))).toEqual(new Set(['image/webp']));
  expect(hashOf(new Uint8Array(await (found[3]?.picture as Blob).arrayBuffer()))).toBe(hashOf(back));
});

test('tracks without a file here have none', async () => {
  const { ingest } = await library();
  expect(valueOf(await ingest.foundPictures([7 as TrackId]))).toEqual([]);
});

test('a chosen picture is kept as given and in all its sizes at once, however often it is chosen', async () => {
  const { db, ingest } = await library();
  const bytes = await picture('red', 1500);
  const given = new Blob([bytes], { type: 'image/png' });
  const chosen = { ok: true, value: hashOf(bytes) };
  expect([await ingest.keepPicture(given), await ingest.keepPicture(given)]).toEqual([chosen, chosen]);
  const [cover] = await db.covers.toArray();
  const sides = await Promise.all([cover?.small, cover?.medium, cover?.large].map(async (blob) => (await createImageBitmap(blob as Blob)).width));
  expect([sides, cover?.waiting, cover?.source]).toEqual([[96, 320, 1024], undefined, undefined]);
  const kept = await db.chosenPictures.toArray();
  expect(kept.map(({ coverHash, picture: held }) => [coverHash, held?.size, held?.type])).toEqual([[hashOf(bytes), bytes.length, 'image/png']]);
});

test.each([['text', new Blob(['no picture'], { type: 'image/png' })], ['SVG', new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' })], ['nothing', new Blob([])]])('%s is told as no cover, and nothing is kept', async (_, blob) => {
  const { db, ingest } = await library();
  expect(await ingest.keepPicture(blob)).toMatchObject({ ok: false, error: { code: 'not-a-cover' } });
  expect([await db.covers.count(), await db.chosenPictures.count()]).toEqual([0, 0]);
});
