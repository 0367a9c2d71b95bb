import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '../../db/database';
import { addTracks, patchTracks } from '../../db/tracks';
import type { ContentKey, RootId, TrackId } from '../../domain/library/ids';
import type { AppError } from '../../domain/result';
import { createAudioPool } from '../workers/audio-pool';
import { createSoundLine } from './sound-line';
import { parsedTrack } from './test-tracks';

const OPEN_ROOT = 1 as RootId;

async function lineOver(rows: readonly ReturnType<typeof parsedTrack>[], size = 2) {
  const db = new Database(`line ${crypto.randomUUID()}`);
  const ids = await addTracks(db, rows);
  const makeWorker = (): Worker => new Worker(new URL('../workers/fake-audio.test-worker.ts', import.meta.url), { type: 'module' });
  const pool = createAudioPool({ makeWorker, size, baseUrl: `https://app.test/?db=${db.name}`, now: () => 42 });
  const problems: AppError[] = [];
  const together: string[][] = [];
  let ended = 0;
  const line = createSoundLine({
    db, pool, now: () => 42,
    after: () => () => undefined,
    restShare: () => 0,
    allowed: (rootId) => rootId === OPEN_ROOT,
    onChange: () => together.push(line.inHand().map((job) => job.path)),
    onHeard({ isOver }) {
      if (isOver) ended++;
    },
    onProblem: (error) => {
      problems.push(error);
      void line.hold();
    },
    onUnready: (error) => problems.push(error),
  });
  onTestFinished(async () => {
    pool.dispose();
    await db.delete();
  });
  const rowOf = async (i: number) => db.tracks.get(ids[i] as TrackId);
  const done = () => vi.waitFor(() => expect(line.busy()).toBe(false), { timeout: 20_000, interval: 20 });
  return { db, ids, pool, line, problems, together, rowOf, done, ended: () => ended };
}

test('all that waits is worked off', async () => {
  const { db, line, done, ended } = await lineOver(['a', 'b', 'c', 'd', 'e'].map((name) => parsedTrack(`${name}.mp3`)));
  line.wake(true);
  await done();
  expect((await db.tracks.toArray()).map((row) => row.queue)).toEqual(Array(5).fill('done'));
  expect(ended()).toBe(5);
});

test('attempts are counted before the work and cleared by success', async () => {
  const { db, ids, line, rowOf, done } = await lineOver([parsedTrack('a.mp3')]);
  line.wake(true);
  await done();
  expect((await db.meta.get(`began ${ids[0]}`))?.value).toEqual([1]);
  expect((await rowOf(0))?.attempts).toBe(0);
});

test('a file that the worker refuses is failed with its step and time, and the rest goes on', async () => {
  const { line, rowOf, done } = await lineOver([parsedTrack('broken.mp3'), parsedTrack('a.mp3')]);
  line.wake(true);
  await done();
  expect(await rowOf(0)).toMatchObject({ queue: 'failed', failure: { code: 'decode-failed', step: 'analyse', atMs: 42 } });
  expect((await rowOf(1))?.stage).toBe('embedded');
});

test('a file that kills its worker is tried twice, the second time last and alone, then failed', async () => {
  const { db, ids, line, together, rowOf, done } = await lineOver(['crash.mp3', 'a.mp3', 'b.mp3', 'c.mp3'].map((path) => parsedTrack(path)));
  line.wake(true);
  await done();
  expect(await rowOf(0)).toMatchObject({ queue: 'failed', failure: { code: 'worker-crashed' } });
  expect((await db.meta.get(`began ${ids[0]}`))?.value).toEqual([1, 2]);
  const lastRuns = together.filter((paths) => paths.includes('crash.mp3')).at(-1);
  expect(lastRuns).toEqual(['crash.mp3']);
  for (const i of [1, 2, 3]) expect((await rowOf(i))?.stage).toBe('embedded');
});

test('a file that was in work twice when the tab died is not begun a third time', async () => {
  const { db, ids, line, rowOf, done } = await lineOver([parsedTrack('a.mp3', { attempts: 2 })]);
  line.wake(true);
  await done();
  expect(await rowOf(0)).toMatchObject({ queue: 'failed', failure: { code: 'worker-crashed' } });
  expect(await db.meta.get(`began ${ids[0]}`)).toBeUndefined();
});

test('a full disk stops the line; the file keeps its place and its attempts', async () => {
  const { line, problems, rowOf, done } = await lineOver([parsedTrack('b.mp3'), parsedTrack('a.mp3'), parsedTrack('full.mp3')], 1);
  line.wake(true);
  await done();
  expect(problems).toMatchObject([{ code: 'quota-exceeded' }]);
  expect(await rowOf(2)).toMatchObject({ queue: 'sound', attempts: 0, failure: null });
  expect(await rowOf(0)).toMatchObject({ queue: 'sound', attempts: 0 });
});

test('rows of a folder that cannot be read now wait untouched', async () => {
  const { line, rowOf, done } = await lineOver([parsedTrack('a.mp3', { rootId: 2 as RootId }), parsedTrack('b.mp3')]);
  line.wake(true);
  await done();
  expect(await rowOf(0)).toMatchObject({ queue: 'sound', attempts: 0 });
  expect((await rowOf(1))?.stage).toBe('embedded');
});

test('what the person looks at goes first', async () => {
  const { ids, line, together, done } = await lineOver(['a.mp3', 'b.mp3', 'c.mp3', 'd.mp3', 'e.mp3'].map((path) => parsedTrack(path)), 1);
  line.prioritise([ids[0] as TrackId]);
  line.wake(true);
  await done();
  expect(together.find((paths) => paths.length > 0)).toEqual(['a.mp3']);
});

test('a second copy of a recording is not decoded beside the first', async () => {
  const contentKey = 'same' as ContentKey;
  const { db, ids, line, rowOf, done } = await lineOver([parsedTrack('a.mp3', { contentKey }), parsedTrack('copy.mp3', { contentKey })]);
  line.wake(true);
  await done();
  expect((await rowOf(1))?.stage).toBe('embedded');
  const begun = await Promise.all(ids.map((id) => db.meta.get(`began ${id}`)));
  expect(begun.filter(Boolean)).toHaveLength(1);
});

test('when the first copy of a recording fails, the second gets its own turn', async () => {
  const contentKey = 'same' as ContentKey;
  const { line, rowOf, done } = await lineOver([parsedTrack('copy.mp3', { contentKey }), parsedTrack('broken.mp3', { contentKey })]);
  line.wake(true);
  await done();
  expect((await rowOf(1))?.queue).toBe('done');
  expect((await rowOf(0))?.stage).toBe('embedded');
});

test('holding gives back what was not begun and finishes what is in hand', async () => {
  const { db, line, done } = await lineOver(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => parsedTrack(`${name}.mp3`)), 1);
  line.wake(true);
  await vi.waitFor(() => expect(line.inHand()).toHaveLength(1));
  await line.hold();
  await done();
  const rows = await db.tracks.toArray();
  expect(rows.filter((row) => row.queue === 'sound').every((row) => row.attempts === 0)).toBe(true);
  expect(rows.filter((row) => row.queue === 'done').length).toBeLessThan(6);
});

test('rows that come while the line is at its end are found at the next wake', async () => {
  const { db, ids, line, rowOf, done } = await lineOver([parsedTrack('a.mp3', { stage: 'found' }), parsedTrack('b.mp3')]);
  line.wake(true);
  await done();
  await patchTracks(db, new Map([[ids[0] as TrackId, { stage: 'parsed' }]]));
  line.wake(true);
  await done();
  expect((await rowOf(0))?.stage).toBe('embedded');
});

test('while it is reserved only what somebody looks at is begun, and then all that waits', async () => {
  const { line, rowOf, done, ids, ended } = await lineOver(['a', 'b', 'c'].map((name) => parsedTrack(`${name}.mp3`)));
  line.reserve(true);
  line.wake(true);
  line.prioritise([ids[1] as TrackId]);
  await vi.waitFor(() => expect(ended()).toBe(1));
  await done();
  expect([(await rowOf(0))?.queue, (await rowOf(1))?.queue, (await rowOf(2))?.queue]).toEqual(['sound', 'done', 'sound']);
  line.reserve(false);
  await vi.waitFor(() => expect(ended()).toBe(3));
});
