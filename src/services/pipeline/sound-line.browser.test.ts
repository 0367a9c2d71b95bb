import { expect, onTestFinished, test, vi } from 'vitest';
import { Database } from '../../db/database';
import { addTracks, patchTracks } from '../../db/tracks';
import type { ContentKey, RootId, TrackId } from '../../domain/library/ids';
import type { AppError } from '../../domain/result';
import { createAudioPool } from '../workers/audio-pool';
import { createSoundLine, type SoundLineDeps } from './sound-line';
import { testClock } from './testing-clock';
import { parsedTrack } from './test-tracks';
import { STAGE_VERSIONS } from '../../domain/versions';

const OPEN_ROOT = 1 as RootId;

async function lineOver(rows: readonly ReturnType<typeof parsedTrack>[], size = 2, more: Partial<SoundLineDeps> = {}) {
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
    ...more,
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

test('a file at which WASM aborts is tried once more, last and alone, and breaks no other', async () => {
  const { db, ids, line, together, rowOf, done } = await lineOver(['abort.mp3', 'a.mp3', 'b.mp3', 'c.mp3'].map((path) => parsedTrack(path)));
  line.wake(true);
  await done();
  expect(await rowOf(0)).toMatchObject({ queue: 'failed', failure: { code: 'internal', detail: 'RuntimeError: Aborted()' } });
  expect((await db.meta.get(`began ${ids[0]}`))?.value).toEqual([1, 2]);
  expect(together.filter((paths) => paths.includes('abort.mp3')).at(-1)).toEqual(['abort.mp3']);
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

/** A row whose values were made by an older version of the analyse stage. */
function oldTrack(path: string, over: Partial<ReturnType<typeof parsedTrack>> = {}) {
  return parsedTrack(path, { stage: 'embedded', versions: { ...STAGE_VERSIONS, analyse: STAGE_VERSIONS.analyse - 1 }, ...over });
}

/** Files in the order that they were begun. */
function begun(together: readonly string[][]): string[] {
  return [...new Set(together.flat())];
}

test('the newest file is analysed first, and what comes meanwhile before what waits longer', async () => {
  const { db, line, together, done } = await lineOver(['a.mp3', 'b.mp3', 'hold.mp3'].map((path) => parsedTrack(path)), 1);
  line.wake(true);
  await vi.waitFor(() => expect(line.inHand()).toHaveLength(1));
  await addTracks(db, [parsedTrack('new.mp3')]);
  line.wake(true);
  await go(line, 'hold.mp3');
  await done();
  // One that was claimed with the first is begun before it.
  expect(begun(together)).toEqual(['hold.mp3', 'b.mp3', 'new.mp3', 'a.mp3']);
});

/** Lets a held file go on, once its worker waits. */
async function go(line: { busy(): boolean; inHand(): readonly { readonly path: string }[] }, path: string): Promise<void> {
  await vi.waitFor(() => {
    new BroadcastChannel(`hold ${path}`).postMessage('go on');
    expect(line.inHand().some((job) => job.path === path)).toBe(false);
  }, { timeout: 20_000, interval: 20 });
}

test('what plays comes before what is open, that before what is seen, and all of it before the rest', async () => {
  const { ids, line, together, done } = await lineOver(['playing.mp3', 'seen.mp3', 'open.mp3', 'a.mp3', 'b.mp3'].map((path) => parsedTrack(path)), 1);
  line.focus('visible', [ids[1] as TrackId]);
  line.focus('open', [ids[2] as TrackId]);
  line.focus('playing', [ids[0] as TrackId]);
  line.wake(true);
  await done();
  expect(begun(together)).toEqual(['playing.mp3', 'open.mp3', 'seen.mp3', 'b.mp3', 'a.mp3']);
});

test('what leaves the screen before its turn waits with the rest', async () => {
  const { ids, line, together, done } = await lineOver(['seen.mp3', 'a.mp3', 'hold.mp3'].map((path) => parsedTrack(path)), 1);
  line.focus('visible', [ids[2], ids[0]] as TrackId[]);
  line.wake(true);
  await vi.waitFor(() => expect(line.inHand()).toHaveLength(1));
  line.focus('visible', []);
  await go(line, 'hold.mp3');
  await done();
  expect(begun(together)).toEqual(['hold.mp3', 'a.mp3', 'seen.mp3']);
});

test('older values are renewed behind all that was never analysed, and stand until then', async () => {
  const { line, together, rowOf, done } = await lineOver([parsedTrack('a.mp3'), oldTrack('old.mp3'), parsedTrack('hold.mp3')], 1);
  line.wake(true);
  await vi.waitFor(() => expect(line.inHand()).toHaveLength(1));
  expect(await rowOf(1)).toMatchObject({ stage: 'embedded', queue: 'renew' });
  await go(line, 'hold.mp3');
  await done();
  expect(begun(together)).toEqual(['hold.mp3', 'a.mp3', 'old.mp3']);
  expect(await rowOf(1)).toMatchObject({ stage: 'embedded', queue: 'done', attempts: 0, versions: STAGE_VERSIONS });
});

test('an older value that plays is renewed before new files', async () => {
  const { ids, line, together, done } = await lineOver([oldTrack('old.mp3'), parsedTrack('a.mp3')], 1);
  line.focus('playing', [ids[0] as TrackId]);
  line.wake(true);
  await done();
  expect(begun(together)).toEqual(['old.mp3', 'a.mp3']);
});

test('two copies of one recording are never in two workers, even when a person asks for both', async () => {
  const contentKey = 'same' as ContentKey;
  const { db, ids, line, together, done } = await lineOver([parsedTrack('hold.mp3', { contentKey }), parsedTrack('hold.2.mp3', { contentKey }), parsedTrack('a.mp3')]);
  line.focus('visible', [ids[0], ids[1]] as TrackId[]);
  line.prioritise([ids[1], ids[0]] as TrackId[]);
  line.wake(true);
  await vi.waitFor(() => expect(begun(together)).toContain('a.mp3'), { timeout: 10_000 });
  for (const path of ['hold.mp3', 'hold.2.mp3']) new BroadcastChannel(`hold ${path}`).postMessage('go on');
  await vi.waitFor(async () => {
    for (const path of ['hold.mp3', 'hold.2.mp3']) new BroadcastChannel(`hold ${path}`).postMessage('go on');
    expect(line.busy()).toBe(false);
  }, { timeout: 20_000, interval: 50 });
  await done();
  expect((await db.tracks.toArray()).map((row) => row.queue)).toEqual(['done', 'done', 'done']);
  const tries = await Promise.all(ids.slice(0, 2).map((id) => db.meta.get(`began ${id}`)));
  expect(tries.filter(Boolean)).toHaveLength(1);
});

test('while no worker may run, nothing counts as tried', async () => {
  const { line, pool, rowOf, done } = await lineOver([parsedTrack('a.mp3'), parsedTrack('b.mp3'), parsedTrack('hold.mp3')], 1);
  line.wake(true);
  await vi.waitFor(() => expect(line.inHand()).toHaveLength(1));
  pool.setLimit(0);
  line.wake(false);
  await vi.waitFor(async () => expect((await rowOf(1))?.attempts).toBe(0));
  await go(line, 'hold.mp3');
  await done();
  expect([(await rowOf(0))?.queue, (await rowOf(1))?.queue, (await rowOf(2))?.queue]).toEqual(['sound', 'sound', 'done']);
  pool.setLimit(1);
  line.wake(true);
  await vi.waitFor(async () => expect((await rowOf(0))?.queue).toBe('done'), { timeout: 10_000 });
});

test('a gentle worker rests after each file, for a part of the time that it took', async () => {
  const clock = testClock();
  const { line, rowOf } = await lineOver([parsedTrack('a.mp3'), parsedTrack('hold.mp3')], 1, { now: clock.now, after: clock.after, restShare: () => 0.25 });
  line.wake(true);
  await vi.waitFor(() => expect(line.inHand()).toHaveLength(1));
  clock.pass(8_000);
  await go(line, 'hold.mp3');
  expect(line.busy()).toBe(true);
  expect((await rowOf(0))?.queue).toBe('sound');
  clock.pass(1_999);
  expect(line.inHand()).toEqual([]);
  clock.pass(1);
  await vi.waitFor(async () => expect((await rowOf(0))?.queue).toBe('done'), { timeout: 10_000 });
});
