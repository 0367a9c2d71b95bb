// What the disk tells of changed folders: scanned at once, or kept in mind while all work is stopped.
import { WHOLE_ROOT } from '../../domain/library/changed-folders';
import type { RootId } from '../../domain/library/ids';
import type { Permit } from './permit';
import type { RunLog } from './run-log';
import type { Scanner } from './scanner';

export interface ChangedRootsDeps {
  readonly scanner: () => Pick<Scanner, 'request' | 'roots'>;
  readonly permit: Pick<Permit, 'mode'>;
  readonly runs: Pick<RunLog, 'cause'>;
  readonly onChange: () => void;
}

export interface ChangedRoots {
  /** @param within the folders that changed, relative to the root */
  changed(rootId: RootId, within: readonly string[]): void;
  /** A root is followed from now on: what changed since its last scan was told to nobody. */
  begun(rootId: RootId): void;
  /** Roots that changed while the work was stopped; they are forgotten by this. */
  takeMissed(): RootId[];
}

export function createChangedRoots({ scanner, permit, runs, onChange }: ChangedRootsDeps): ChangedRoots {
  const missed = new Set<RootId>();

  function changed(rootId: RootId, within: readonly string[]): void {
    if (permit.mode() === 'stopped') return void missed.add(rootId);
    runs.cause('disk');
    scanner().request([rootId], within.includes(WHOLE_ROOT) ? undefined : within);
    onChange();
  }

  return {
    changed,
    begun(rootId) {
      if (!scanner().roots().includes(rootId)) changed(rootId, [WHOLE_ROOT]);
    },
    takeMissed() {
      const roots = [...missed];
      missed.clear();
      return roots;
    },
  };
}
