import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { channel } from '../listenable';
import { INITIAL_PIPELINE, type PipelineState } from '../pipeline/pipeline';
import { tellOwnProgress, type OwnProgress } from './own-progress';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const counts = (parsed: number, analysed: number, embedded: number, failed = 0): PipelineState['counts'] => ({ found: 10, parsed, analysed, embedded, failed, ignored: 0, renew: 0 });

function setUp() {
  const pipeline = channel<PipelineState>(INITIAL_PIPELINE);
  const sent: OwnProgress[] = [];
  let runs = 0;
  const end = tellOwnProgress({ pipeline, newId: () => `run ${++runs}`, send: async (progress) => void sent.push(progress) });
  return { pipeline, sent, end };
}

test('tells nothing while the pipeline rests', async () => {
  const { pipeline, sent } = setUp();
  pipeline.set({ counts: counts(10, 10, 10) });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toEqual([]);
});

test('tells each step with its figures', async () => {
  const { pipeline, sent } = setUp();
  pipeline.set({ phase: 'running', counts: counts(10, 6, 4), filesPerSecond: 2, etaS: 3 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toEqual([
    { runId: 'run 1', step: 'parse', current: 10, total: 10, percent: 100, filesPerSecond: null, etaS: null },
    { runId: 'run 1', step: 'analyse', current: 6, total: 10, percent: 60, filesPerSecond: null, etaS: null },
    { runId: 'run 1', step: 'embed', current: 4, total: 10, percent: 40, filesPerSecond: 2, etaS: 3 },
  ]);
});

test('tells twice a second at most, however often it changes, and every step in turn', async () => {
  const { pipeline, sent } = setUp();
  for (let i = 0; i <= 100; i++) {
    pipeline.set({ phase: 'running', counts: { found: 1000, parsed: 500 + i, analysed: 400 + i, embedded: 300 + i, failed: 0, ignored: 0, renew: 0 } });
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(sent.length).toBeLessThanOrEqual(21);
  for (const step of ['parse', 'analyse', 'embed']) expect(sent.filter((progress) => progress.step === step).length).toBeGreaterThanOrEqual(6);
});

test('tells the end of a run, and gives the next run another id', async () => {
  const { pipeline, sent } = setUp();
  pipeline.set({ phase: 'running', counts: counts(10, 10, 9) });
  await vi.advanceTimersByTimeAsync(2_000);
  pipeline.set({ phase: 'idle', counts: counts(10, 10, 10) });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent.at(-1)).toMatchObject({ runId: 'run 1', step: 'embed', percent: 100 });
  pipeline.set({ phase: 'running', counts: counts(10, 10, 9) });
  await vi.advanceTimersByTimeAsync(600);
  expect(sent.at(-1)?.runId).toBe('run 2');
});

test('counts failed files as dealt with', async () => {
  const { pipeline, sent } = setUp();
  pipeline.set({ phase: 'running', counts: counts(9, 8, 8, 2) });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent.map(({ current, total }) => [current, total])).toEqual([[9, 9], [8, 8], [8, 8]]);
});

test('tells nothing of an empty library', async () => {
  const { pipeline, sent } = setUp();
  pipeline.set({ phase: 'running', counts: INITIAL_PIPELINE.counts });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toEqual([]);
});

test('a folder that is walked has no total yet', async () => {
  const { pipeline, sent } = setUp();
  pipeline.set({ phase: 'running', scanning: [1 as never], inHand: [{ step: 'scan', path: 'a.mp3' }], counts: counts(4, 0, 0) });
  await vi.advanceTimersByTimeAsync(200);
  expect(sent).toEqual([{ runId: 'run 1', step: 'scan', current: 10, total: 0, percent: 0, filesPerSecond: null, etaS: null }]);
});
