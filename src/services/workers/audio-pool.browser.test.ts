import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../db/database';
import { addTracks } from '../../db/tracks';
import { parsedTrack } from '../pipeline/test-tracks';
import { createAudioPool, poolSize } from './audio-pool';

async function poolOver(paths: readonly string[], size = 2) {
  const db = new Database(`pool ${crypto.randomUUID()}`);
  let made = 0;
  const makeWorker = (): Worker => {
    made++;
    return new Worker(new URL('./fake-audio.test-worker.ts', import.meta.url), { type: 'module' });
  };
  const pool = createAudioPool({ makeWorker, size, baseUrl: `https://app.test/?db=${db.name}` });
  onTestFinished(async () => {
    pool.dispose();
    await db.delete();
  });
  return { pool, ids: await addTracks(db, paths.map((path) => parsedTrack(path))), made: () => made };
}

test('the pool leaves one core for the page and never takes more than eight', () => {
  expect([1, 2, 4, 8, 9, 64].map(poolSize)).toEqual([1, 1, 3, 7, 8, 8]);
});

test('workers are made when there is work, and used again', async () => {
  const { pool, ids, made } = await poolOver(['a.mp3', 'b.mp3']);
  expect(made()).toBe(0);
  for (const id of ids) expect(await pool.run(id, 10_000)).toMatchObject({ kind: 'answer', answer: { ok: true } });
  expect(made()).toBe(1);
});

test('the pool is full when every worker is busy', async () => {
  const { pool, ids } = await poolOver(['hang.mp3', 'hang.2.mp3']);
  const runs = ids.map((id) => pool.run(id, 300));
  expect(pool.free()).toBe(false);
  await Promise.all(runs);
  expect(pool.free()).toBe(true);
});

test('a worker that dies is replaced and set up again', async () => {
  const { pool, ids, made } = await poolOver(['crash.mp3', 'a.mp3'], 1);
  const [crash, sound] = ids;
  if (!crash || !sound) throw new Error('no rows');
  expect(await pool.run(crash, 10_000)).toMatchObject({ answer: { ok: false, error: { code: 'worker-crashed' } } });
  expect(await pool.run(sound, 10_000)).toMatchObject({ answer: { ok: true } });
  expect(made()).toBe(2);
});

test('a worker that hangs is replaced', async () => {
  const { pool, ids, made } = await poolOver(['hang.mp3', 'a.mp3'], 1);
  const [hang, sound] = ids;
  if (!hang || !sound) throw new Error('no rows');
  expect(await pool.run(hang, 300)).toMatchObject({ answer: { ok: false, error: { code: 'timeout' } } });
  expect(await pool.run(sound, 10_000)).toMatchObject({ answer: { ok: true } });
  expect(made()).toBe(2);
});

test('a worker that cannot be set up is told apart from a file that fails', async () => {
  const makeWorker = (): Worker => new Worker(new URL('./fake-audio.test-worker.ts', import.meta.url), { type: 'module' });
  const pool = createAudioPool({ makeWorker, size: 1, baseUrl: 'https://app.test/?db=unready' });
  onTestFinished(() => pool.dispose());
  expect(await pool.run(1 as never, 10_000)).toEqual({ kind: 'unready', error: { code: 'model-failed', detail: 'no models' } });
});

test('resting workers are ended; the next work makes new ones', async () => {
  const { pool, ids, made } = await poolOver(['a.mp3', 'b.mp3'], 1);
  const [first, second] = ids;
  if (!first || !second) throw new Error('no rows');
  await pool.run(first, 10_000);
  pool.rest();
  await pool.run(second, 10_000);
  expect(made()).toBe(2);
});
