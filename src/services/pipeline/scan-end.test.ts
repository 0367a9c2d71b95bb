import { expect, test } from 'vitest';
import type { RootId } from '../../domain/library/ids';
import { channel } from '../listenable';
import { INITIAL_PIPELINE, type PipelineState, type ScanOutcome } from './pipeline';
import { nextScan } from './scan-end';

const rootId = 1 as RootId;
const other = 2 as RootId;
const outcome = (atMs: number, root = rootId): ScanOutcome => {
  return { rootId: root, atMs, within: null, added: 0, changed: 0, moved: 0, missing: 0, unchanged: 0, failed: 0, unreadableFolders: [] };
};

/** The answer, once there is one; 'waits' as long as there is none. */
function asked(initial: Partial<PipelineState> = {}) {
  const pipeline = channel<PipelineState>({ ...INITIAL_PIPELINE, ...initial });
  const scan = nextScan(pipeline, rootId);
  return { pipeline, answer: () => Promise.race([scan, Promise.resolve().then(() => 'waits')]) };
}

test('the outcome of the scan that ends next is given', async () => {
  const { pipeline, answer } = asked({ scans: [outcome(5)] });
  pipeline.set({ scanning: [rootId] });
  expect(await answer()).toBe('waits');
  pipeline.set({ scanning: [], scans: [outcome(9)] });
  expect(await answer()).toEqual(outcome(9));
});

test('a scan that was over between two reports is seen too', async () => {
  const { pipeline, answer } = asked({ scans: [outcome(5)] });
  pipeline.set({ scans: [outcome(6)] });
  expect(await answer()).toEqual(outcome(6));
});

test('an older outcome, another root’s, or one with a scan still waiting is not taken', async () => {
  const { pipeline, answer } = asked({ scans: [outcome(5)] });
  pipeline.set({ phase: 'running' });
  pipeline.set({ scans: [outcome(5), outcome(9, other)] });
  pipeline.set({ scanning: [rootId], scans: [outcome(9)] });
  expect(await answer()).toBe('waits');
});

test.each([
  ['a scan that broke off', [{ scanning: [rootId] }, { scanning: [] }]],
  ['a problem that came', [{ problem: { code: 'folder-gone' } }]],
  ['a folder that is suddenly empty', [{ emptyRoots: [rootId] }]],
] as const)('%s ends the waiting', async (_, changes) => {
  const { pipeline, answer } = asked();
  for (const change of changes) pipeline.set(change);
  expect(await answer()).toBeNull();
});
