import { expect, test } from 'vitest';
import type { RunRow } from '../../domain/work/run';
import { runFacts } from './run-facts';

const run: RunRow = {
  runId: 1, startedAtMs: 10_000, lastAtMs: 70_000, end: 'done', by: 'person', secondsPerTrack: 3.1, audioS: 6000, workers: 2,
  found: 25, parsed: 25, analysed: 24, embedded: 24, reused: 0, failed: 1,
};

test('a run is told by how long it took, what went through it, and how fast', () => {
  expect(runFacts(run)).toEqual({
    tookS: 60, timesRealTime: 100,
    counts: [{ what: 'found', count: 25 }, { what: 'parsed', count: 25 }, { what: 'analysed', count: 24 }, { what: 'failed', count: 1 }],
  });
});

test('a run that found nothing new has no counts and no speed', () => {
  const nothing = { ...run, lastAtMs: run.startedAtMs, found: 0, parsed: 0, analysed: 0, embedded: 0, failed: 0, audioS: 0 };
  expect(runFacts(nothing)).toEqual({ tookS: 0, timesRealTime: null, counts: [] });
});

test('a clock that was set back makes no run shorter than nothing', () => expect(runFacts({ ...run, lastAtMs: 0 }).tookS).toBe(0));
