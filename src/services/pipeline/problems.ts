// What is done about problems that no single file is to blame for.
import type { Database } from '../../db/database';
import type { RootId } from '../../domain/library/ids';
import type { AppError, ErrorCode } from '../../domain/result';
import { noteProblem } from './error-notes';
import type { Permit } from './permit';
import type { ReadableFolders } from './readable-folders';

const HOLDING: ReadonlySet<ErrorCode> = new Set(['quota-exceeded', 'database-failed', 'database-blocked']);
const CLOSED: ReadonlySet<ErrorCode> = new Set(['permission-denied', 'folder-gone']);

export interface Problems {
  /** @param rootId where it concerns one folder alone */
  meet(error: AppError, rootId: RootId | null): void;
  /** The folder was scanned through: it is not empty. */
  scanned(rootId: RootId): void;
  /** Folders that hold nothing any more, and did. */
  emptyRoots(): RootId[];
}

export interface ProblemsDeps {
  readonly db: Database;
  readonly permit: Pick<Permit, 'name' | 'hold'>;
  readonly folders: () => Pick<ReadableFolders, 'lookAgainAt'>;
  readonly now: () => number;
  readonly onChange: () => void;
}

/** A root that was closed or unplugged steps aside; a full disk or a lost database holds everything until the person resumes. */
export function createProblems({ db, permit, folders, now, onChange }: ProblemsDeps): Problems {
  const emptyRoots = new Set<RootId>();

  async function meet(error: AppError, rootId: RootId | null): Promise<void> {
    if (error.code === 'folder-empty' && rootId !== null) {
      emptyRoots.add(rootId);
      return onChange();
    }
    permit.name(error);
    noteProblem(db, error, now());
    if (HOLDING.has(error.code)) permit.hold(error);
    // It looks open and yet cannot be read: trying again at once would go on for ever.
    if (rootId !== null && CLOSED.has(error.code) && (await folders().lookAgainAt(rootId))) permit.hold(error);
    onChange();
  }

  return {
    meet: (error, rootId) => void meet(error, rootId),
    scanned: (rootId) => void emptyRoots.delete(rootId),
    emptyRoots: () => [...emptyRoots],
  };
}
