// What disks, browsers and links do to a scan: nothing is lost.
import { expect, test } from 'vitest';
import { forgetErrors, recentErrors } from '../../src/db/errors';
import { patchRoot } from '../../src/db/roots';
import { retryFailed } from '../../src/db/work';
import type { TrackId } from '../../src/domain/library/ids';
import { FakeFolder } from './testing/fake-folder';
import { library, standIn, valueOf } from './testing/library';
import { wav } from './testing/wav';

const denied = () => new DOMException('not allowed', 'NotAllowedError');
const gone = () => new DOMException('not found', 'NotFoundError');

test('a cyclic link is walked once', async () => {
  const { db, scan, rows } = await library();
  const inner = new FakeFolder('loop', { 'b.wav': wav(2) });
  const root = new FakeFolder('loop', { 'a.wav': wav(1), loop: inner });
  inner.entries = { ...inner.entries, loop: root };
  standIn(db, root.handle);
  expect(valueOf(await scan())).toMatchObject({ added: 2 });
  expect([...(await rows()).keys()].sort()).toEqual(['a.wav', 'loop/b.wav']);
});

test('5,000 files in one folder are all parsed', async () => {
  const { db, scan } = await library();
  // In memory: writing them to the browser's own file system takes longer than reading them.
  standIn(db, new FakeFolder('root', Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${i}.wav`, wav(i)]))).handle);
  expect(valueOf(await scan())).toMatchObject({ added: 5000, failed: 0 });
  expect(await db.tracks.where('[queue+stage]').equals(['sound', 'parsed']).count()).toBe(5000);
});

test('access taken back midway ends the scan, and no row changes its state', async () => {
  const { db, scan, rows } = await library();
  const sub = new FakeFolder('sub', { 'b.wav': wav(2) });
  const root = new FakeFolder('root', { 'a.wav': wav(1), sub });
  standIn(db, root.handle);
  await scan();
  sub.onList = () => (root.failure = sub.failure = denied());
  expect(await scan()).toMatchObject({ ok: false, error: { code: 'permission-denied' } });
  expect([...(await rows()).values()].map(({ missing, stage }) => [missing, stage])).toEqual([[0, 'parsed'], [0, 'parsed']]);
});

test('a disk that was pulled out ends the scan, and no row changes its state', async () => {
  const { db, scan, rows } = await library();
  const root = new FakeFolder('root', { 'a.wav': wav(1) });
  standIn(db, root.handle);
  await scan();
  root.failure = gone();
  expect(await scan()).toMatchObject({ ok: false, error: { code: 'folder-gone' } });
  expect((await rows()).get('a.wav')).toMatchObject({ missing: 0, stage: 'parsed' });
});

test('files of a folder that cannot be listed keep their state; the rest is scanned', async () => {
  const { db, scan, rows } = await library();
  const sub = new FakeFolder('sub', { 'b.wav': wav(2) });
  const root = new FakeFolder('root', { 'a.wav': wav(1), sub });
  standIn(db, root.handle);
  await scan();
  sub.failure = denied();
  root.entries = { sub };
  expect(valueOf(await scan())).toMatchObject({ missing: 1, unreadableFolders: ['sub'] });
  expect((await rows()).get('sub/b.wav')?.missing).toBe(0);
  expect((await rows()).get('a.wav')?.missing).toBe(1);
});

test('where the root lists and no folder in it can be read, nothing is missing', async () => {
  const { db, scan, rows } = await library();
  const [one, two] = [new FakeFolder('one', { 'a.wav': wav(1) }), new FakeFolder('two', { 'b.wav': wav(2), 'cover.jpg': wav(3) })];
  standIn(db, new FakeFolder('root', { one, two }).handle);
  await scan();
  one.failure = two.failure = denied();
  expect(valueOf(await scan())).toMatchObject({ missing: 0, unreadableFolders: ['one', 'two'] });
  expect([...(await rows()).values()].map((row) => row.missing)).toEqual([0, 0]);
  expect(await db.folders.count()).toBe(1);
});

test.each([['nothing at all', {}], ['what systems put there', { 'lost+found': new FakeFolder('lost+found'), '.DS_Store': wav(0) }]])(
  'a folder that held music and now holds %s may be a disk that is not there: nothing is missing until a person says so', async (_, entries) => {
    const { db, ingest, rootId, scan, rows } = await library();
    const root = new FakeFolder('root', { 'a.wav': wav(1), sub: new FakeFolder('sub', { 'b.wav': wav(2) }) });
    standIn(db, root.handle);
    await scan();
    root.entries = entries;
    expect(await scan()).toEqual({ ok: false, error: { code: 'folder-empty' } });
    expect(await ingest.scan(rootId, () => undefined, ['sub'])).toEqual({ ok: false, error: { code: 'folder-empty' } });
    expect([...(await rows()).values()].map((row) => row.missing)).toEqual([0, 0]);
    await patchRoot(db, rootId, { emptied: true });
    expect(valueOf(await scan())).toMatchObject({ missing: 2 });
    expect(valueOf(await scan())).toMatchObject({ missing: 2 });
    expect('emptied' in ((await db.roots.get(rootId)) ?? {})).toBe(false);
    root.entries = { 'a.wav': wav(1) };
    await scan();
    root.entries = {};
    expect(await scan()).toEqual({ ok: false, error: { code: 'folder-empty' } });
  },
);

test('what is kept offline may go to the last file', async () => {
  const { db, rootId, write, remove, scan, rows } = await library();
  await patchRoot(db, rootId, { kind: 'kept' });
  await write('a.wav', wav(1));
  await scan();
  await remove('a.wav');
  expect(valueOf(await scan())).toMatchObject({ missing: 1 });
  expect((await rows()).get('a.wav')?.missing).toBe(1);
});

test('a file that may not be read is listed with its reason', async () => {
  const { db, scan, rows } = await library();
  standIn(db, new FakeFolder('root', { 'a.wav': wav(1), 'locked.wav': denied() }).handle);
  await scan();
  expect((await rows()).get('locked.wav')).toMatchObject({ queue: 'failed', failure: { code: 'permission-denied', step: 'scan' } });
  expect((await rows()).get('a.wav')?.stage).toBe('parsed');
});

test('a file deleted between scan and parse says so', async () => {
  const { db, ingest, write, remove, scan, rows } = await library();
  await write('a.wav', wav(1));
  await scan();
  await db.tracks.toCollection().modify({ stage: 'found', queue: 'parse' });
  await remove('a.wav');
  expect(valueOf(await ingest.parseQueued(() => undefined))).toEqual({ parsed: 1, failed: 1 });
  expect((await rows()).get('a.wav')).toMatchObject({ queue: 'failed', failure: { code: 'file-gone' } });
});

test('a full disk ends the scan with its reason; freed, the next scan goes on', async () => {
  const { db, write, scan, rows } = await library();
  for (let i = 0; i < 20; i++) await write(`${i}.wav`, wav(i));
  let full = true;
  db.tracks.hook('creating', () => {
    if (full) throw new DOMException('full', 'QuotaExceededError');
  });
  expect(await scan()).toMatchObject({ ok: false, error: { code: 'quota-exceeded' } });
  expect((await rows()).size).toBe(0);
  full = false;
  valueOf(await scan());
  expect([...(await rows()).values()].map((row) => row.stage)).toEqual(Array(20).fill('parsed'));
});

test('files that cannot be read are among the last errors, with their tracks, when they are new and when they are read again', async () => {
  const { db, ingest, scan, rows, write } = await library();
  await write('a/zero.mp3', '');
  await write('list.mp3', 'eggs, milk. '.repeat(100));
  await write('good.wav', wav(1));
  valueOf(await scan());
  const idOf = async (path: string) => (await rows()).get(path)?.trackId;
  const noted = async () => (await recentErrors(db)).map(({ path, code, step, trackId, attempt }) => ({ path, code, step, trackId, attempt }));
  const zero = { path: 'a/zero.mp3', code: 'file-empty', step: 'parse', trackId: await idOf('a/zero.mp3'), attempt: null };
  const list = { path: 'list.mp3', code: 'not-audio', step: 'parse', trackId: await idOf('list.mp3'), attempt: null };
  expect(await noted()).toHaveLength(2);
  expect(await noted()).toEqual(expect.arrayContaining([zero, list]));
  await forgetErrors(db);
  await retryFailed(db, [zero.trackId as TrackId]);
  valueOf(await ingest.parseQueued(() => undefined));
  expect(await noted()).toEqual([zero]);
});
