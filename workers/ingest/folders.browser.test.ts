// Scans of some folders of a root, and what a scan keeps of what lies beside the music.
import { expect, test } from 'vitest';
import { folderRows } from '../../src/db/folders';
import type { CoverHash } from '../../src/domain/library/ids';
import { library, valueOf } from './testing/library';
import { wav } from './testing/wav';

test('a scan of one folder reads it and all below it, and leaves the rest as it was', async () => {
  const { write, remove, ingest, rootId, scan, rows } = await library();
  for (const [i, path] of ['in/a.wav', 'in/deep/b.wav', 'in/deep/c.wav', 'inner/d.wav', 'e.wav'].entries()) await write(path, wav(i));
  await scan();
  for (const path of ['in/deep/b.wav', 'inner/d.wav', 'e.wav']) await remove(path);
  await write('in/new.wav', wav(7));
  await write('later.wav', wav(8));
  expect(valueOf(await ingest.scan(rootId, () => undefined, ['in']))).toMatchObject({ added: 1, missing: 1, unchanged: 2 });
  const found = await rows();
  expect([...found].map(([path, { missing }]) => [path, missing]).sort()).toEqual([
    ['e.wav', 0], ['in/a.wav', 0], ['in/deep/b.wav', 1], ['in/deep/c.wav', 0], ['in/new.wav', 0], ['inner/d.wav', 0],
  ]);
});

test('a scan of a folder that is gone marks its files as missing', async () => {
  const { write, remove, ingest, rootId, scan, rows } = await library();
  await write('gone/a.wav', wav(1));
  await write('here/b.wav', wav(2));
  await scan();
  await remove('gone');
  expect(valueOf(await ingest.scan(rootId, () => undefined, ['gone']))).toMatchObject({ missing: 1, unchanged: 0 });
  expect([...(await rows()).values()].map(({ path, missing }) => [path, missing]).sort()).toEqual([['gone/a.wav', 1], ['here/b.wav', 0]]);
});

test('of folders that lie in each other each file is met once', async () => {
  const { write, ingest, rootId } = await library();
  await write('a/b/c.wav', wav(1));
  expect(valueOf(await ingest.scan(rootId, () => undefined, ['a/b', 'a', 'a/b']))).toMatchObject({ added: 1, unchanged: 0 });
  expect(valueOf(await ingest.scan(rootId, () => undefined, ['', 'a']))).toMatchObject({ added: 0, unchanged: 1 });
});

test('a scan of one folder reads no rows of the others', async () => {
  const { db, write, ingest, rootId, scan } = await library();
  for (const [i, path] of ['one/a.wav', 'two/b.wav', 'two/c.wav'].entries()) await write(path, wav(i));
  await scan();
  const read: string[] = [];
  db.tracks.hook('reading', (row) => {
    read.push(row.path);
    return row;
  });
  await ingest.scan(rootId, () => undefined, ['one']);
  expect([...new Set(read)]).toEqual(['one/a.wav']);
  await write('one/new.wav', wav(9));
  await write('one/cover.jpg', 'no picture');
  await ingest.scan(rootId, () => undefined, ['one']);
  expect([...new Set(read)].sort()).toEqual(['one/a.wav', 'one/new.wav']);
});

test('what lies beside the music is noted a folder, and anew when it changes', async () => {
  const { db, write, remove, rootId, scan } = await library();
  await write('album/a.wav', wav(1));
  await write('album/cover.png', 'one');
  await write('plain/b.wav', wav(2));
  await write('artist/artist.jpg', 'picture');
  await scan();
  const stamps = async () => new Map([...(await folderRows(db, rootId))].map(([path, row]) => [path, row.stamp]));
  const first = await stamps();
  expect([...first.keys()].sort()).toEqual(['album', 'artist']);
  await db.folders.toCollection().modify({ coverHash: 'kept' as CoverHash });
  await scan();
  expect(await stamps()).toEqual(first);
  expect((await folderRows(db, rootId)).get('album')?.coverHash).toBe('kept');
  await write('album/cover.png', 'another');
  await scan();
  expect((await stamps()).get('album')).not.toBe(first.get('album'));
  expect((await stamps()).get('artist')).toBe(first.get('artist'));
  await remove('album/cover.png');
  await remove('artist');
  await scan();
  expect([...(await stamps()).keys()]).toEqual([]);
});
