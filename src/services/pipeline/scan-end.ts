// Waiting for a scan that a person asked for.
import type { RootId } from '../../domain/library/ids';
import type { Pipeline, PipelineState, ScanOutcome } from './pipeline';

export type ScanWatch = Pick<Pipeline, 'state' | 'subscribe'>;

/**
 * The outcome of the next scan of a root to end; null when it broke off or another problem came in its way.
 * Ask before the scan is begun.
 */
export function nextScan(pipeline: ScanWatch, rootId: RootId): Promise<ScanOutcome | null> {
  const before = pipeline.state();
  const last = outcomeOf(before, rootId)?.atMs ?? -1;
  return new Promise((resolve) => {
    let seen = false;
    const end = pipeline.subscribe((state) => {
      const outcome = outcomeOf(state, rootId);
      const busy = state.scanning.includes(rootId);
      seen ||= busy;
      const ended = !busy && outcome !== undefined && outcome.atMs > last;
      const failed = !busy && seen && !ended;
      const empty = state.emptyRoots.includes(rootId) && !busy && !before.emptyRoots.includes(rootId);
      const hindered = state.problem !== null && state.problem !== before.problem && !busy;
      if (!ended && !failed && !hindered && !empty) return;
      end();
      resolve(ended && outcome ? outcome : null);
    });
  });
}

function outcomeOf(state: PipelineState, rootId: RootId): ScanOutcome | undefined {
  return state.scans.find((scan) => scan.rootId === rootId);
}
