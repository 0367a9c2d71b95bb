// Backups over the database: restoring takes the way of a sync, so that it merges, and may be repeated.
import { addCovers, backupCounts, coverPages, factPages, opPages, playPages } from '../../db/backup';
import { ownDeviceId } from '../../db/connection';
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { KnownKeys } from '../../db/known-keys';
import { receiveArrivals } from '../../db/receive';
import type { CoverRow } from '../../domain/library/cover';
import { ok, type Result } from '../../domain/result';
import type { Backup, BackupContents, BackupProgress } from './backup';
import { readBackup, writeBackup, type BackupCover, type BackupPiece } from './backup-file';

export interface BackupDeps {
  readonly db: Database;
  readonly now: () => number;
  readonly newId: () => string;
}

const WEBP = 'image/webp';

export function createBackup({ db, now, newId }: BackupDeps): Backup {
  async function* everything(withFacts: boolean, onProgress: (progress: BackupProgress) => void): AsyncGenerator<BackupPiece> {
    const deviceId = await ownDeviceId(db, newId);
    const { choices, plays, facts } = await backupCounts(db);
    const total = choices + plays + (withFacts ? facts : 0);
    let done = 0;
    const count = (items: readonly unknown[]): void => onProgress({ done: (done += items.length), total });
    for await (const ops of opPages(db)) {
      yield { ops };
      count(ops);
    }
    for await (const some of playPages(db)) {
      yield { plays: some };
      count(some);
    }
    if (!withFacts) return;
    for await (const some of factPages(db, deviceId)) {
      yield { facts: some };
      count(some);
    }
    for await (const rows of coverPages(db)) yield { covers: await Promise.all(rows.map(coverOf)) };
  }

  return {
    async save(withFacts, onProgress) {
      return writeBackup({ madeAtMs: now(), deviceId: await ownDeviceId(db, newId) }, everything(withFacts, onProgress));
    },
    inspect: contentsOf,
    async restore(file, onProgress) {
      // Read to its end first: nothing is changed by a file that turns out to be cut off.
      const contents = await contentsOf(file);
      if (!contents.ok) return contents;
      const total = contents.value.choices + contents.value.plays + contents.value.facts;
      const [known, deviceId] = [new KnownKeys(), await ownDeviceId(db, newId)];
      let done = 0;
      try {
        const read = await readBackup(file, async (piece) => {
          const { ops = [], plays = [], facts = [], covers = [] } = piece;
          await known.prepare(db, facts.length);
          await receiveArrivals(db, { ops, plays, facts }, { known, deviceId, from: 'backup' });
          if (covers.length > 0) await addCovers(db, covers.map(rowOf));
          done += ops.length + plays.length + facts.length;
          onProgress({ done, total });
        });
        return read.ok ? contents : read;
      } catch (thrown) {
        return { ok: false, error: databaseError(thrown) };
      }
    },
  };
}

async function contentsOf(file: Blob): Promise<Result<BackupContents>> {
  let [choices, plays, facts] = [0, 0, 0];
  const read = await readBackup(file, (piece) => {
    choices += piece.ops?.length ?? 0;
    plays += piece.plays?.length ?? 0;
    facts += piece.facts?.length ?? 0;
  });
  return read.ok ? ok({ ...read.value, choices, plays, facts }) : read;
}

async function coverOf({ coverHash, small, large, accent }: CoverRow): Promise<BackupCover> {
  const [smallBytes, largeBytes] = await Promise.all([small.arrayBuffer(), large.arrayBuffer()]);
  return { coverHash, small: new Uint8Array(smallBytes), large: new Uint8Array(largeBytes), accent };
}

function rowOf({ coverHash, small, large, accent }: BackupCover): CoverRow {
  return { coverHash, small: new Blob([small.slice()], { type: WEBP }), large: new Blob([large.slice()], { type: WEBP }), accent };
}
