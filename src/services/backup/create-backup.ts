// Backups over the database: restoring takes the way of a sync, so that it merges, and may be repeated.
import { chosenCovers, settleAlbumCovers } from '../../db/album-covers';
import { addCovers, backupCounts, coverPages, factPages, opPages, playPages } from '../../db/backup';
import { addChosenPictures, chosenPictures } from '../../db/chosen-pictures';
import { ownDeviceId } from '../../db/connection';
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import { KnownKeys } from '../../db/known-keys';
import { coverRows } from '../../db/covers';
import { receiveArrivals } from '../../db/receive';
import type { ChosenPicture, CoverRow } from '../../domain/library/cover';
import type { CoverHash } from '../../domain/library/ids';
import { ok, type Result } from '../../domain/result';
import { coverBody, coverOf } from '../../domain/sync/cover-body';
import type { Backup, BackupContents, BackupProgress } from './backup';
import { readBackup, writeBackup, type BackupCover, type BackupPicture, type BackupPiece } from './backup-file';

export interface BackupDeps {
  readonly db: Database;
  readonly now: () => number;
  readonly newId: () => string;
}

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
    const chosen = await chosenCovers(db);
    for await (const piece of chosenPieces(db, [...chosen])) yield piece;
    if (!withFacts) return;
    for await (const some of factPages(db, deviceId)) {
      yield { facts: some };
      count(some);
    }
    for await (const rows of coverPages(db)) yield { covers: await Promise.all(rows.filter((row) => !chosen.has(row.coverHash)).map(coverItem)) };
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
          const { ops = [], plays = [], facts = [], covers = [], chosen = [] } = piece;
          await known.prepare(db, facts.length);
          await receiveArrivals(db, { ops, plays, facts }, { known, deviceId, from: 'backup' });
          if (covers.length > 0) await addCovers(db, covers.map((cover) => coverOf(cover.coverHash, cover)));
          if (chosen.length > 0) await addChosenPictures(db, chosen.map(pictureOf));
          done += ops.length + plays.length + facts.length;
          onProgress({ done, total });
        });
        await settleAlbumCovers(db);
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

/** Of some 150 KB each, and pictures of some megabytes. */
const CHOSEN_AT_ONCE = 10;

async function* chosenPieces(db: Database, hashes: readonly CoverHash[]): AsyncGenerator<BackupPiece> {
  for (let from = 0; from < hashes.length; from += CHOSEN_AT_ONCE) {
    const some = hashes.slice(from, from + CHOSEN_AT_ONCE);
    yield { covers: await Promise.all((await coverRows(db, some)).map(coverItem)) };
    yield { chosen: await Promise.all((await chosenPictures(db, some)).map(pictureItem)) };
  }
}

async function coverItem(row: CoverRow): Promise<BackupCover> {
  return { coverHash: row.coverHash, ...await coverBody(row) };
}

async function pictureItem({ coverHash, picture }: Omit<ChosenPicture, 'seq'>): Promise<BackupPicture> {
  return { coverHash, picture: picture && new Uint8Array(await picture.arrayBuffer()), type: picture?.type ?? '' };
}

function pictureOf({ coverHash, picture, type }: BackupPicture): Omit<ChosenPicture, 'seq'> {
  return { coverHash, picture: picture && new Blob([picture.slice()], { type }) };
}
