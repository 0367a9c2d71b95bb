import { expect, test } from 'vitest';
import { err } from '../../domain/result';
import { limitMs, verdictOf, type SoundAnswer } from './retry';

const failedAt = (step: 'analyse' | 'embed', code: 'decode-failed' | 'quota-exceeded' | 'worker-crashed'): SoundAnswer => ({ ok: false, error: { code, step } });

test('a file that the worker refuses fails at the step it names', () => {
  expect(verdictOf(failedAt('embed', 'decode-failed'), 1)).toEqual({ act: 'fail', error: { code: 'decode-failed', step: 'embed' } });
});

test('a file whose worker died is tried a second time, then fails', () => {
  expect(verdictOf(err('worker-crashed'), 1)).toEqual({ act: 'again' });
  expect(verdictOf(err('worker-crashed'), 2)).toMatchObject({ act: 'fail', error: { code: 'worker-crashed', step: 'analyse' } });
});

test('a file that hangs counts as one that kills', () => {
  expect(verdictOf(err('timeout'), 1)).toEqual({ act: 'again' });
  expect(verdictOf(err('timeout'), 2)).toMatchObject({ act: 'fail', error: { code: 'timeout' } });
});

test.each(['permission-denied', 'folder-gone', 'quota-exceeded', 'database-failed'] as const)('%s is no fault of the file', (code) => {
  expect(verdictOf(err(code), 2)).toEqual({ act: 'give-back', problem: { code } });
});

test('a row that is gone meanwhile is no problem at all', () => {
  expect(verdictOf(err('not-found'), 1)).toEqual({ act: 'give-back', problem: null });
});

test('a bug in the worker fails the file with its detail, so that the rest goes on', () => {
  expect(verdictOf(err('internal', 'TypeError'), 1)).toEqual({ act: 'fail', error: { code: 'internal', detail: 'TypeError', step: 'analyse' } });
});

test('a file at which WASM or a model broke is tried a second time, by a worker whose memory no other file has touched', () => {
  const broken: SoundAnswer[] = [
    { ok: false, error: { code: 'model-failed', step: 'embed' } },
    { ok: false, error: { code: 'internal', detail: 'RuntimeError: Aborted()', step: 'analyse', trapped: true } },
  ];
  for (const answer of broken) expect([verdictOf(answer, 1), verdictOf(answer, 2).act]).toEqual([{ act: 'again' }, 'fail']);
});

test('damage that makes a decoder trap is the file’s own fault', () => {
  expect(verdictOf({ ok: false, error: { code: 'decode-failed', step: 'analyse', trapped: true } }, 1).act).toBe('fail');
});

const MB = 1e6;

test('the limit grows with the length of the file', () => {
  expect(limitMs({ durationS: 0, sizeBytes: 0 })).toBe(60_000);
  expect(limitMs({ durationS: 300, sizeBytes: 5 * MB })).toBe(60_000 + 75_000);
  expect(limitMs({ durationS: 3 * 3600, sizeBytes: 200 * MB })).toBe(60_000 + 2_700_000);
});

test('a file that tells no length is judged by its size', () => {
  expect(limitMs({ durationS: 0, sizeBytes: 16 * MB })).toBe(60_000 + 250_000);
});

test('a length that the size contradicts is not believed: neither for ever nor for no time', () => {
  expect(limitMs({ durationS: 1e9, sizeBytes: 1 * MB })).toBe(60_000 + 250_000);
  expect(limitMs({ durationS: 1, sizeBytes: 1152 * MB })).toBe(60_000 + 250_000);
});
