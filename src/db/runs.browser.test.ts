import { expect, onTestFinished, test } from 'vitest';
import type { RunRow } from '../domain/work/run';
import { Database } from './database';
import { MOST_ERRORS, noteErrors, recentErrors } from './errors';
import { beginRun, closeInterruptedRuns, MOST_RUNS, noteRun, recentRuns } from './runs';

const RUN: Omit<RunRow, 'runId'> = {
  startedAtMs: 1, lastAtMs: 1, end: null, by: 'start', found: 0, parsed: 0, analysed: 0, embedded: 0, reused: 0, failed: 0, secondsPerTrack: null, audioS: 0, workers: 0,
};

function fresh(): Database {
  const db = new Database(`runs ${crypto.randomUUID()}`);
  onTestFinished(() => db.delete());
  return db;
}

test('the last runs are kept, newest first, and the oldest forgotten', async () => {
  const db = fresh();
  for (let i = 0; i < MOST_RUNS + 3; i++) await beginRun(db, { ...RUN, startedAtMs: i });
  const runs = await recentRuns(db, 1000);
  expect([runs.length, runs[0]?.startedAtMs, runs.at(-1)?.startedAtMs]).toEqual([MOST_RUNS, MOST_RUNS + 2, 3]);
  expect(await recentRuns(db, 2)).toHaveLength(2);
});

test('a run whose tab was closed shows as interrupted, with what was last known of it', async () => {
  const db = fresh();
  const closed = await beginRun(db, RUN);
  await noteRun(db, closed, { analysed: 7, lastAtMs: 50 });
  const done = await beginRun(db, { ...RUN, end: 'done' });
  await closeInterruptedRuns(db);
  expect(await recentRuns(db, 10)).toMatchObject([{ runId: done, end: 'done' }, { runId: closed, end: 'interrupted', analysed: 7, lastAtMs: 50 }]);
});

test('the last errors are a ring: a folder full of broken files takes no room', async () => {
  const db = fresh();
  const error = { code: 'decode-failed', detail: 'no frames', step: 'analyse', trackId: null, path: 'a.mp3', attempt: 1 } as const;
  for (let i = 0; i < MOST_ERRORS + 10; i++) await noteErrors(db, [{ ...error, atMs: i }]);
  const errors = await recentErrors(db);
  expect([errors.length, errors[0]?.atMs, errors.at(-1)?.atMs]).toEqual([MOST_ERRORS, MOST_ERRORS + 9, 10]);
  expect(await recentErrors(db, 1)).toMatchObject([error]);
  await noteErrors(db, []);
  await noteErrors(db, Array.from({ length: 1000 }, (_, i) => ({ ...error, atMs: 1000 + i })));
  expect((await recentErrors(db)).map(({ atMs }) => atMs)).toEqual(Array.from({ length: MOST_ERRORS }, (_, i) => 1999 - i));
});
