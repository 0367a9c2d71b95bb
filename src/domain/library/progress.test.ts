import { expect, test } from 'vitest';
import type { RootId } from './ids';
import { progressOf, workable } from './progress';

const counts = { found: 100, parsed: 60, analysed: 10, embedded: 8, failed: 2 };

test('a pipeline with nothing to do tells nothing', () => {
  expect(progressOf({ phase: 'idle', counts, waiting: 0, scanning: false }).step).toBe('none');
});

test('a scan that still reads tells how many files are read', () => {
  expect(progressOf({ phase: 'running', counts, waiting: 90, scanning: true })).toEqual({ step: 'reading', done: 60, total: 100 });
});

test('a scan that has read all it met is looking for more', () => {
  expect(progressOf({ phase: 'running', counts: { ...counts, parsed: 98 }, waiting: 90, scanning: true }).step).toBe('looking');
});

test('after the scan, files that wait for no worker are done, failed ones too', () => {
  expect(progressOf({ phase: 'running', counts, waiting: 90, scanning: false })).toEqual({ step: 'analysing', done: 10, total: 100 });
});

test('work that waits while paused is still told', () => {
  expect(progressOf({ phase: 'paused', counts, waiting: 90, scanning: false }).step).toBe('analysing');
});

test('files of a folder that is gone are no remaining work, at whatever stage they wait', () => {
  const here = workable(counts, [{ rootId: 1 as RootId, found: 38, parsed: 50, analysed: 2, renew: 0 }]);
  expect(here).toEqual({ found: 10, parsed: 8, analysed: 8, embedded: 8, failed: 2 });
  expect(progressOf({ phase: 'paused', counts: here, waiting: 0, scanning: false }).step).toBe('none');
});
