import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '../../db/database';
import { addTracks } from '../../db/tracks';
import type { TrackId } from '../../domain/library/ids';
import { parsedTrack } from '../pipeline/test-tracks';
import { createAudioPool, type AudioPoolDeps, type PoolFile } from './audio-pool';

/** A pool over rows of these files, with each as a worker gets it. */
async function poolOver(paths: readonly string[], size = 2, more: Partial<AudioPoolDeps> = {}) {
  const db = new Database(`pool ${crypto.randomUUID()}`);
  let made = 0;
  const makeWorker = (): Worker => {
    made++;
    return new Worker(new URL('./fake-audio.test-worker.ts', import.meta.url), { type: 'module' });
  };
  const pool = createAudioPool({ makeWorker, size, baseUrl: `https://app.test/?db=${db.name}`, now: () => 42, ...more });
  onTestFinished(async () => {
    pool.dispose();
    await db.delete();
  });
  const ids = await addTracks(db, paths.map((path) => parsedTrack(path)));
  return { pool, files: ids.map((trackId, i): PoolFile => ({ trackId, path: paths[i] ?? '', durationS: 1 })), made: () => made };
}

test('workers are made when there is work, and used again', async () => {
  const { pool, files, made } = await poolOver(['a.mp3', 'b.mp3']);
  expect(made()).toBe(0);
  for (const file of files) expect(await pool.run(file, 10_000)).toMatchObject({ kind: 'answer', answer: { ok: true } });
  expect(made()).toBe(1);
});

test('the pool is full when every worker is busy', async () => {
  const { pool, files } = await poolOver(['hang.mp3', 'hang.2.mp3']);
  const runs = files.map((file) => pool.run(file, 300));
  expect(pool.free()).toBe(false);
  await Promise.all(runs);
  expect(pool.free()).toBe(true);
});

test('a worker that dies is replaced and set up again', async () => {
  const { pool, files, made } = await poolOver(['crash.mp3', 'a.mp3'], 1);
  const [crash, sound] = files;
  if (!crash || !sound) throw new Error('no rows');
  expect(await pool.run(crash, 10_000)).toMatchObject({ answer: { ok: false, error: { code: 'worker-crashed' } } });
  expect(await pool.run(sound, 10_000)).toMatchObject({ answer: { ok: true } });
  expect(made()).toBe(2);
});

test('a worker that hangs is replaced', async () => {
  const { pool, files, made } = await poolOver(['hang.mp3', 'a.mp3'], 1);
  const [hang, sound] = files;
  if (!hang || !sound) throw new Error('no rows');
  expect(await pool.run(hang, 300)).toMatchObject({ answer: { ok: false, error: { code: 'timeout' } } });
  expect(await pool.run(sound, 10_000)).toMatchObject({ answer: { ok: true } });
  expect(made()).toBe(2);
});

test('a worker that cannot be set up is told apart from a file that fails', async () => {
  const makeWorker = (): Worker => new Worker(new URL('./fake-audio.test-worker.ts', import.meta.url), { type: 'module' });
  const pool = createAudioPool({ makeWorker, size: 1, baseUrl: 'https://app.test/?db=unready', now: () => 42 });
  onTestFinished(() => pool.dispose());
  expect(await pool.run({ trackId: 1 as TrackId, path: 'a.mp3', durationS: 1 }, 10_000)).toEqual({ kind: 'unready', error: { code: 'model-failed', detail: 'no models' } });
});

test('resting workers are ended; the next work makes new ones', async () => {
  const { pool, files, made } = await poolOver(['a.mp3', 'b.mp3'], 1);
  const [first, second] = files;
  if (!first || !second) throw new Error('no rows');
  await pool.run(first, 10_000);
  pool.rest();
  await pool.run(second, 10_000);
  expect(made()).toBe(2);
});

test('a worker is replaced after so many files, between two of them, and shows as another', async () => {
  const { pool, files, made } = await poolOver(['a.mp3', 'b.mp3', 'c.mp3'], 1, { recycle: { files: 2, bytes: Infinity } });
  const seen: number[] = [];
  for (const file of files) {
    expect(await pool.run(file, 10_000)).toMatchObject({ answer: { ok: true } });
    seen.push(...pool.workers().map((worker) => worker.workerId));
  }
  expect(made()).toBe(2);
  expect(seen).toEqual([1, 2, 2]);
});

test('a worker that holds too much memory is replaced before its next file', async () => {
  const { pool, files, made } = await poolOver(['big.mp3', 'b.mp3'], 1, { recycle: { files: 1000, bytes: 400e6 } });
  for (const file of files) await pool.run(file, 10_000);
  expect(made()).toBe(2);
});

test.each([
  ['an abort of essentia', 'abort'],
  ['a bug', 'bug'],
  ['a model that broke', 'model'],
  ['damage that trapped a decoder', 'trap'],
  ['damage that trapped a decoder after some sound', 'damaged'],
])('a worker is replaced after %s: its next file is heard', async (_what, wish) => {
  const { pool, files, made } = await poolOver([`${wish}.mp3`, 'a.mp3'], 1);
  const [breaking, sound] = files as [PoolFile, PoolFile];
  await pool.run(breaking, 10_000);
  expect(await pool.run(sound, 10_000)).toMatchObject({ answer: { ok: true } });
  expect(made()).toBe(2);
});

test('a worker that only found a damaged file is kept', async () => {
  const { pool, files, made } = await poolOver(['broken.mp3', 'a.mp3'], 1);
  for (const file of files) await pool.run(file, 10_000);
  expect(made()).toBe(1);
});

test('a lower limit lets files in work end, and ends the workers beyond it then', async () => {
  const { pool, files } = await poolOver(['hold.mp3', 'hold.2.mp3'], 2);
  const runs = files.map((file) => pool.run(file, 20_000));
  await vi.waitFor(() => expect(pool.workers().map((worker) => worker.step)).toEqual(['decode', 'decode']), { timeout: 10_000 });
  pool.setLimit(1);
  expect(pool.free()).toBe(false);
  for (const file of files) new BroadcastChannel(`hold ${file.path}`).postMessage('go on');
  for (const answer of await Promise.all(runs)) expect(answer).toMatchObject({ answer: { ok: true } });
  expect(pool.workers()).toHaveLength(1);
  expect(pool.free()).toBe(true);
  pool.setLimit(0);
  expect(pool.free()).toBe(false);
});

test('what each worker does is told: its file, the step, since when, and how many it has done', async () => {
  let nowMs = 100;
  const { pool, files } = await poolOver(['a.mp3', 'hold.mp3'], 1, { now: () => nowMs });
  const [first, second] = files as [PoolFile, PoolFile];
  await pool.run(first, 10_000);
  expect(pool.workers()).toEqual([{ workerId: 1, file: null, step: null, stepSinceMs: null, done: 1 }]);
  nowMs = 500;
  const run = pool.run(second, 20_000);
  await vi.waitFor(() => expect(pool.workers()).toEqual([
    { workerId: 1, file: { ...second, sinceMs: 500 }, step: 'decode', stepSinceMs: 500, done: 1 },
  ]));
  new BroadcastChannel(`hold ${second.path}`).postMessage('go on');
  await run;
});
