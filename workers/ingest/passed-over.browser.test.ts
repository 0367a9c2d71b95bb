// What a scan passes over: what systems put into folders, and what a person wants left out.
import { expect, test } from 'vitest';
import { patchRoot } from '../../src/db/roots';
import { library, valueOf } from './testing/library';
import { wav } from './testing/wav';

async function scanned(files: Readonly<Record<string, string>>, music: readonly string[], ignore: readonly string[] = []) {
  const lib = await library();
  for (const [i, path] of music.entries()) await lib.write(path, wav(i));
  for (const [path, text] of Object.entries(files)) await lib.write(path, text);
  await patchRoot(lib.db, lib.rootId, { ignore });
  valueOf(await lib.scan());
  return { ...lib, paths: async () => [...(await lib.rows()).keys()].sort() };
}

test.each([
  '@eaDir', '#recycle', '$RECYCLE.BIN', '.Trash', '.Trash-1000', '.Trashes', '__MACOSX', 'System Volume Information', 'lost+found', '.hidden',
])('the folder %s is passed over, at any depth', async (name) => {
  const { paths } = await scanned({}, [`${name}/a.wav`, `x/${name}/deep/b.wav`, 'x/c.wav']);
  expect(await paths()).toEqual(['x/c.wav']);
});

test('hidden files are passed over, those of other systems too', async () => {
  const { paths } = await scanned({}, ['._a.wav', '.b.wav', 'c.wav']);
  expect(await paths()).toEqual(['c.wav']);
});

test('a folder with .nomedia is passed over with all below it; the folder that a person added is not', async () => {
  const { paths } = await scanned({ '.nomedia': '', 'game/.nomedia': '' }, ['a.wav', 'game/b.wav', 'game/deep/c.wav']);
  expect(await paths()).toEqual(['a.wav']);
});

test.each(['.ignore', '.soniqueignore'])('patterns of %s hold in its folder and below, as Git reads them', async (name) => {
  const { paths } = await scanned(
    { [`x/${name}`]: '# loops\n*-loop.wav\n/drafts/\n!keep-loop.wav\n\n' },
    ['a-loop.wav', 'x/b-loop.wav', 'x/keep-loop.wav', 'x/deep/c-loop.wav', 'x/drafts/d.wav', 'x/deep/drafts/e.wav', 'x/f.wav'],
  );
  expect(await paths()).toEqual(['a-loop.wav', 'x/deep/drafts/e.wav', 'x/f.wav', 'x/keep-loop.wav']);
});

test('the patterns nearest to a file decide', async () => {
  const { paths } = await scanned({ 'x/.ignore': '!*.wav' }, ['a.wav', 'x/b.wav', 'y/c.wav'], ['*.wav']);
  expect(await paths()).toEqual(['x/b.wav']);
});

test('a folder that patterns name is not even looked into', async () => {
  const { paths } = await scanned({ 'x/.ignore': '!*' }, ['x/a.wav', 'b.wav'], ['x/']);
  expect(await paths()).toEqual(['b.wav']);
});

test('files that a rule comes to keep out leave the library, and come back with when they were added', async () => {
  const { db, ingest, rootId, scan, write, rows } = await scanned({}, ['x/a.wav', 'x/deep/b.wav', 'c.wav']);
  await db.tracks.toCollection().modify((row) => void Object.assign(row, { addedAtMs: row.path.length }));
  const before = await rows();
  await patchRoot(db, rootId, { ignore: ['x'] });
  expect(valueOf(await scan())).toMatchObject({ missing: 0, unchanged: 1 });
  expect([...(await rows()).keys()]).toEqual(['c.wav']);
  expect(valueOf(await scan())).toMatchObject({ missing: 0, unchanged: 1 });
  await write('x/new.wav', wav(9));
  await patchRoot(db, rootId, { ignore: [] });
  expect(valueOf(await ingest.scan(rootId, () => undefined, ['x']))).toMatchObject({ added: 3 });
  const back = await rows();
  expect(back.size).toBe(4);
  for (const [path, row] of before) expect(back.get(path)).toMatchObject({ addedAtMs: row.addedAtMs, contentKey: row.contentKey, stage: 'parsed' });
  expect(back.get('x/new.wav')?.addedAtMs).toBeGreaterThan(1_000);
  expect((await db.meta.toArray()).filter(({ key }) => key.startsWith('passedOver'))).toEqual([]);
});

test('rules of the folders above hold in a scan of one folder', async () => {
  const { ingest, rootId, write, paths } = await scanned({ '.ignore': 'loops/' }, ['x/a.wav']);
  await write('x/loops/b.wav', wav(7));
  await write('x/c.wav', wav(8));
  valueOf(await ingest.scan(rootId, () => undefined, ['x/loops']));
  expect(await paths()).toEqual(['x/a.wav']);
  valueOf(await ingest.scan(rootId, () => undefined, ['x']));
  expect(await paths()).toEqual(['x/a.wav', 'x/c.wav']);
});

test('a file that is absent where a pattern would keep it out is missing, not gone', async () => {
  const { db, rootId, remove, scan, rows } = await scanned({}, ['a.wav', 'b.wav']);
  await remove('a.wav');
  await patchRoot(db, rootId, { ignore: ['a.wav'] });
  await scan();
  expect((await rows()).get('a.wav')).toMatchObject({ missing: 1 });
});
