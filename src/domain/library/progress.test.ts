import { expect, test } from 'vitest';
import type { RootId } from './ids';
import { progressOf, workable } from './progress';

const counts = { found: 100, parsed: 60, analysed: 10, embedded: 8, failed: 2, renew: 0 };

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

test('where all have come through, what waits is analysed again', () => {
  const through = { found: 100, parsed: 98, analysed: 98, embedded: 98, failed: 2, renew: 90 };
  expect(progressOf({ phase: 'running', counts: through, waiting: 90, scanning: false })).toEqual({ step: 'renewing', done: 8, total: 98 });
  expect(progressOf({ phase: 'running', counts: { ...through, found: 101, renew: 90 }, waiting: 91, scanning: false }).step).toBe('analysing');
  expect(progressOf({ phase: 'running', counts: { ...through, renew: 0 }, waiting: 0, scanning: false }).step).toBe('analysing');
});

test('work that waits while paused is still told', () => {
  expect(progressOf({ phase: 'paused', counts, waiting: 90, scanning: false }).step).toBe('analysing');
  // A folder that is walked again after a reload changes nothing of what is paused.
  expect(progressOf({ phase: 'paused', counts: { ...counts, parsed: 98 }, waiting: 90, scanning: true })).toEqual({ step: 'analysing', done: 10, total: 100 });
});

test('files of a folder that is gone are no remaining work, at whatever stage they wait', () => {
  const here = workable({ ...counts, renew: 4 }, [{ rootId: 1 as RootId, found: 38, parsed: 50, analysed: 2, renew: 3 }]);
  expect(here).toEqual({ found: 10, parsed: 8, analysed: 8, embedded: 8, failed: 2, renew: 1 });
  expect(progressOf({ phase: 'paused', counts: here, waiting: 0, scanning: false }).step).toBe('none');
});
