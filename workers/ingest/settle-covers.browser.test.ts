// Covers of files in real folders, from the first scan to changes of the pictures alone.
import { expect, test, vi } from 'vitest';
import { artistPictures } from '../../src/db/artist-pictures';
import { chooseAlbumCover } from '../../src/db/album-covers';
import { COVER_VERSION } from '../../src/domain/library/cover';
import { hash128 } from '../../src/domain/library/hash128';
import type { AlbumKey, CoverHash, TrackId } from '../../src/domain/library/ids';
import { artistKeyOf } from '../../src/domain/library/keys';
import { coverKeeper } from './covers';
import { settleCovers } from './settle-covers';
import { library } from './testing/library';
import { picture } from './testing/picture';
import { id3, wav } from './testing/wav';

const [red, green, blue, gold] = await Promise.all(['red', 'green', 'blue', 'gold'].map((colour) => picture(colour)));
const hashOf = (bytes: Uint8Array | undefined) => hash128(bytes as Uint8Array) as CoverHash;

async function covers() {
  const { rows, ...rest } = await library();
  const shown = async () => Object.fromEntries([...(await rows())].map(([path, row]) => [path, nameOf(row.coverHash)]));
  return { ...rest, rows, shown };
}

function nameOf(hash: CoverHash | null): string | null {
  const names = new Map([[hashOf(red), 'red'], [hashOf(green), 'green'], [hashOf(blue), 'blue'], [hashOf(gold), 'gold']]);
  return hash === null ? null : (names.get(hash) ?? hash);
}

const track = (seed: number, tags: Readonly<Record<string, string>> = {}, cover: Uint8Array | null = null) => wav(seed, id3({ TALB: 'Post', TPE1: 'Björk', ...tags }, cover));

test('an embedded cover is kept once for all files that share it, in three sizes and with its colours', async () => {
  const { db, write, scan, shown } = await covers();
  const large = await picture('rgb(220, 40, 40)', 1500);
  for (const i of [1, 2, 3]) await write(`${i}.wav`, track(i, {}, large));
  await scan();
  expect(new Set(Object.values(await shown()))).toEqual(new Set([hashOf(large)]));
  // The large size comes when the scan is over.
  await vi.waitFor(async () => expect((await db.covers.toArray()).map(({ waiting, source, large: drawn }) => [waiting, source, drawn?.type])).toEqual([[undefined, undefined, 'image/webp']]));
  const [cover] = await db.covers.toArray();
  const sides = await Promise.all([cover?.small, cover?.medium, cover?.large].map(async (blob) => (await createImageBitmap(blob as Blob)).width));
  expect(sides).toEqual([96, 320, 1024]);
  expect(cover?.accent?.h).toBeGreaterThan(15);
  expect(cover?.accent?.h).toBeLessThan(45);
});

test('a cover of version 1 is drawn anew when its file is read again', async () => {
  const { db, write, scan } = await covers();
  const bytes = await picture('red', 400);
  await db.covers.put({ coverHash: hashOf(bytes), small: new Blob(['160 px']), large: new Blob(['640 px']), accent: null });
  await write('a.wav', track(1, {}, bytes));
  await scan();
  await vi.waitFor(async () => expect((await db.covers.toArray()).map((row) => [row.version, row.small.type, row.medium?.type, row.large?.type])).toEqual([[COVER_VERSION, 'image/webp', 'image/webp', 'image/webp']]));
});

test('a file that waits to be read anew keeps the cover it has, whatever lies beside it', async () => {
  const { db, rootId, write, scan, shown } = await covers();
  await write('a.wav', track(1, {}, red));
  await scan();
  // As version 1 left it: with its cover, not knowing where that came from.
  await db.tracks.toCollection().modify((row) => {
    Object.assign(row, { versions: { ...row.versions, parse: 1 } });
    delete (row as { embeddedCover?: unknown }).embeddedCover;
  });
  await settleCovers({ db, covers: coverKeeper(db), companionsOf: async () => [] }, rootId, [{ path: '', companions: [] }], new Set());
  expect(await shown()).toEqual({ 'a.wav': 'red' });
});

test('the picture in a file stands before that of its folder, and that of a disc before that of the album', async () => {
  const { write, scan, shown } = await covers();
  await write('Post/cover.png', red as Uint8Array<ArrayBuffer>);
  await write('Post/CD1/folder.png', green as Uint8Array<ArrayBuffer>);
  await write('Post/CD1/a.wav', track(1));
  await write('Post/CD1/b.wav', track(2, {}, blue));
  await write('Post/CD2/c.wav', track(3));
  await scan();
  expect(await shown()).toEqual({ 'Post/CD1/a.wav': 'green', 'Post/CD1/b.wav': 'blue', 'Post/CD2/c.wav': 'red' });
});

test('a picture that is changed, added or removed alone is seen by the next scan, and no music is read for it', async () => {
  const { write, remove, scan, shown, rows } = await covers();
  await write('Post/cover.png', red as Uint8Array<ArrayBuffer>);
  await write('Post/CD1/a.wav', track(1));
  await write('Post/b.wav', track(2));
  await write('Other/c.wav', track(3));
  await scan();
  const read = async () => [...(await rows()).values()].map((row) => row.stage);
  expect(await shown()).toEqual({ 'Other/c.wav': null, 'Post/CD1/a.wav': 'red', 'Post/b.wav': 'red' });
  await write('Post/cover.png', green as Uint8Array<ArrayBuffer>);
  await write('Other/front.png', blue as Uint8Array<ArrayBuffer>);
  const changed = await scan();
  expect(changed).toMatchObject({ ok: true, value: { changed: 0, unchanged: 3 } });
  expect(await shown()).toEqual({ 'Other/c.wav': 'blue', 'Post/CD1/a.wav': 'green', 'Post/b.wav': 'green' });
  await write('Post/CD1/cover.png', gold as Uint8Array<ArrayBuffer>);
  await remove('Other/front.png');
  await scan();
  expect(await shown()).toEqual({ 'Other/c.wav': null, 'Post/CD1/a.wav': 'gold', 'Post/b.wav': 'green' });
  await remove('Post/CD1/cover.png');
  await remove('Post/cover.png');
  await scan();
  expect(await shown()).toEqual({ 'Other/c.wav': null, 'Post/CD1/a.wav': null, 'Post/b.wav': null });
  expect(await read()).toEqual(['parsed', 'parsed', 'parsed']);
});

test('a picture that cannot be shown harms nobody: the next best one is taken', async () => {
  const { write, scan, shown } = await covers();
  await write('good/cover.jpg', 'no picture');
  await write('good/folder.png', red as Uint8Array<ArrayBuffer>);
  await write('good/a.wav', track(1));
  await write('bad/cover.jpg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await write('bad/b.wav', track(2));
  await write('front/c.wav', track(3, {}, new TextEncoder().encode('nothing')));
  await write('front/cover.png', green as Uint8Array<ArrayBuffer>);
  expect(await scan()).toMatchObject({ ok: true, value: { failed: 0 } });
  expect(await shown()).toEqual({ 'good/a.wav': 'red', 'bad/b.wav': null, 'front/c.wav': 'green' });
});

test('the name of the album names its picture, and a picture alone needs no name', async () => {
  const { write, scan, shown } = await covers();
  await write('x/Post.png', red as Uint8Array<ArrayBuffer>);
  await write('x/other.png', green as Uint8Array<ArrayBuffer>);
  await write('x/a.wav', track(1));
  await write('y/IMG_0001.png', blue as Uint8Array<ArrayBuffer>);
  await write('y/b.wav', track(2));
  await write('mixed/IMG_0002.png', gold as Uint8Array<ArrayBuffer>);
  await write('mixed/c.wav', track(3));
  await write('mixed/d.wav', track(4, { TALB: 'Homogenic' }));
  await scan();
  expect(await shown()).toEqual({ 'x/a.wav': 'red', 'y/b.wav': 'blue', 'mixed/c.wav': null, 'mixed/d.wav': null });
  await write('mixed/Homogenic.png', green as Uint8Array<ArrayBuffer>);
  await scan();
  expect(await shown()).toMatchObject({ 'mixed/c.wav': null, 'mixed/d.wav': 'green' });
  await write('mixed/d.wav', track(4, { TALB: 'Homogenic', TIT2: 'retagged' }));
  await scan();
  expect(await shown()).toMatchObject({ 'mixed/c.wav': null, 'mixed/d.wav': 'green' });
});

test('a file that loses its own picture shows that of its folder', async () => {
  const { write, scan, shown } = await covers();
  await write('Post/cover.png', red as Uint8Array<ArrayBuffer>);
  await write('Post/CD1/a.wav', track(1, {}, blue));
  await scan();
  expect(await shown()).toEqual({ 'Post/CD1/a.wav': 'blue' });
  await write('Post/CD1/a.wav', track(1, { TIT2: 'retagged' }));
  await scan();
  expect(await shown()).toEqual({ 'Post/CD1/a.wav': 'red' });
});

test('a picture of an artist lies in a folder with music of that artist alone', async () => {
  const { db, write, remove, scan } = await covers();
  const pictures = async () => new Map([...(await artistPictures(db))].map(([key, hash]) => [key, nameOf(hash)]));
  const björk = artistKeyOf('Björk', []);
  await write('Björk/artist.png', red as Uint8Array<ArrayBuffer>);
  await write('Björk/Post/a.wav', track(1));
  await write('Björk/Debut/CD1/b.wav', track(2, { TALB: 'Debut' }));
  await write('Several/artist.png', green as Uint8Array<ArrayBuffer>);
  await write('Several/one/c.wav', track(3, { TPE1: 'Moby', TALB: 'Play' }));
  await write('Several/two/d.wav', track(4, { TPE1: 'Air', TALB: '10 000 Hz Legend' }));
  await scan();
  expect(await pictures()).toEqual(new Map([[björk, 'red']]));
  await write('Björk/artist.png', blue as Uint8Array<ArrayBuffer>);
  await scan();
  expect(await pictures()).toEqual(new Map([[björk, 'blue']]));
  await write('Several/two/d.wav', track(4, { TPE1: 'Moby', TALB: 'Everything Is Wrong' }));
  await scan();
  expect(await pictures()).toEqual(new Map([[björk, 'blue'], [artistKeyOf('Moby', []), 'green']]));
  await remove('Björk/artist.png');
  await scan();
  expect(await pictures()).toEqual(new Map([[artistKeyOf('Moby', []), 'green']]));
});

test('a chosen cover stays over all that scans find, also on files that come to the album later', async () => {
  const { db, write, scan, shown, rows } = await covers();
  await write('Post/cover.png', red as Uint8Array<ArrayBuffer>);
  await write('Post/a.wav', track(1));
  await scan();
  const row = (await rows()).get('Post/a.wav');
  const cover = { albumKey: row?.albumKey as AlbumKey, trackIds: [row?.trackId as TrackId] };
  const deps = { nowMs: 1, newId: () => crypto.randomUUID() };
  await chooseAlbumCover(db, { ...cover, coverHash: hashOf(gold) }, deps);
  expect(await shown()).toEqual({ 'Post/a.wav': 'gold' });
  await write('Post/cover.png', green as Uint8Array<ArrayBuffer>);
  await write('Post/b.wav', track(2, {}, blue));
  await scan();
  expect(await shown()).toEqual({ 'Post/a.wav': 'gold', 'Post/b.wav': 'gold' });
  await chooseAlbumCover(db, { ...cover, trackIds: (await db.tracks.toArray()).map(({ trackId }) => trackId), coverHash: null }, deps);
  expect(await shown()).toEqual({ 'Post/a.wav': 'green', 'Post/b.wav': 'blue' });
});
