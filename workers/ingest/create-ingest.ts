// The ingest API: one scan or parse at a time, which can be held and ended.
import type { Database } from '../../src/db/database';
import { databaseError } from '../../src/db/failure';
import type { RootId } from '../../src/domain/library/ids';
import { err, ok, type Result } from '../../src/domain/result';
import type { IngestApi, PictureApi } from '../../src/domain/worker-api';
import { foundPictures, keepChosen } from './chosen-pictures';
import { coverKeeper } from './covers';
import { Gate, Stopped } from './gate';
import { largeCovers } from './large-covers';
import { parseWaiting } from './parse-queued';
import { createProgress } from './progress';
import { scanRoot } from './scan';
import { settleEdited } from './settle-edited';

export interface IngestDeps {
  readonly db: Database;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** No root: rows of every root. */
const EVERY_ROOT = 0 as RootId;

export function createIngest({ db, now }: IngestDeps): IngestApi & PictureApi {
  const gates = new Set<Gate>();
  const large = largeCovers(db, () => gates.size > 0);

  async function run<T>(work: (gate: Gate) => Promise<Result<T>>): Promise<Result<T>> {
    const gate = new Gate();
    gates.add(gate);
    try {
      return await work(gate);
    } catch (thrown) {
      return thrown instanceof Stopped ? err('cancelled') : { ok: false, error: databaseError(thrown) };
    } finally {
      gates.delete(gate);
      void large.draw();
    }
  }

  /** Beside scans, and not held up by what holds them. */
  async function answered<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await work();
    } catch (thrown) {
      return { ok: false, error: databaseError(thrown) };
    }
  }

  return {
    scan: (rootId, onProgress, within) => run(async (gate) => {
      const root = await db.roots.get(rootId);
      if (!root || root.removedAtMs !== null) return err('not-found');
      const progress = createProgress(rootId, now, onProgress);
      const summary = await scanRoot({ db, now, gate, covers: coverKeeper(db), progress }, root, within);
      progress.phase('done');
      return summary;
    }),
    parseQueued: (onProgress) => run(async (gate) => {
      const progress = createProgress(EVERY_ROOT, now, onProgress);
      progress.phase('parsing');
      await parseWaiting({ db, now, gate, covers: coverKeeper(db), progress });
      progress.phase('done');
      return ok({ parsed: progress.counts.parsed, failed: progress.counts.failed });
    }),
    settleEdited: () => run(async () => {
      await settleEdited(db, now);
      return ok(null);
    }),
    keepPicture: (picture) => answered(() => keepChosen(db, picture)),
    foundPictures: (trackIds) => answered(async () => ok(await foundPictures(db, trackIds))),
    async pause() {
      for (const gate of gates) gate.pause();
    },
    async resume() {
      for (const gate of gates) gate.resume();
    },
    async stop() {
      for (const gate of gates) gate.stop();
    },
  };
}
