// Covers travel apart: those of this device's files are sent once, those of others are fetched when they are looked at.
import { coverPage, coverRows, coversSent, putFetchedCover, putLarge } from '../../src/db/covers';
import type { Database } from '../../src/db/database';
import type { CoverRow } from '../../src/domain/library/cover';
import type { CoverHash } from '../../src/domain/library/ids';
import { err, ok, type Result } from '../../src/domain/result';
import type { ExchangeProgress } from '../../src/domain/sync/connection';
import { coverBody, coverOf } from '../../src/domain/sync/cover-body';
import type { CoverRemote } from './http-remote';

/** Rows looked through at a time; no more covers than one call may name. */
const ROWS_AT_ONCE = 1_000;
/** Covers read and sent side by side. */
const AT_ONCE = 4;

export interface CoverDeps {
  readonly db: Database;
  readonly remote: CoverRemote;
  /** Draws the large size of a cover; null where it cannot be drawn. */
  readonly drawLarge: (source: Blob) => Promise<Blob | null>;
  readonly stopped: () => boolean;
  readonly onProgress: (progress: ExchangeProgress) => void;
}

/** Sends what the server lacks. @returns how many */
export async function sendCovers({ db, remote, drawLarge, stopped, onProgress }: CoverDeps): Promise<Result<number>> {
  let done = 0;
  for (let from: Parameters<typeof coverPage>[1] = null; ;) {
    const page = await coverPage(db, from, ROWS_AT_ONCE);
    const lacking = page.hashes.length > 0 ? await remote.missing(page.hashes) : ok({ missing: [] });
    if (!lacking.ok) return lacking;
    const waiting = [...lacking.value.missing];
    while (waiting.length > 0) {
      if (stopped()) return err('cancelled');
      const rows = await drawnRows({ db, drawLarge }, waiting.splice(0, AT_ONCE));
      const sent = await Promise.all(rows.map(async (row) => remote.put(row.coverHash, await coverBody(row))));
      const failed = sent.find((answer) => !answer.ok);
      if (failed && !failed.ok) return failed;
      done += rows.length;
      onProgress({ phase: 'covers', done, total: page.next === null ? done + waiting.length : null });
    }
    await coversSent(db, page);
    if (page.next === null) return ok(done);
    from = page.next;
  }
}

/** @returns whether the server had it */
export async function fetchCover(db: Database, remote: CoverRemote, coverHash: CoverHash, large: boolean): Promise<Result<boolean>> {
  const answer = await remote.get(coverHash, large);
  if (!answer.ok) return answer.error.code === 'not-found' ? ok(false) : answer;
  const { hasLarge, ...body } = answer.value;
  const row = coverOf(coverHash, body);
  await putFetchedCover(db, hasLarge && !row.large ? { ...row, largeAfar: true } : row);
  return ok(true);
}

/** Whole ones: a large size that waits to be drawn is drawn for the server. */
async function drawnRows({ db, drawLarge }: Pick<CoverDeps, 'db' | 'drawLarge'>, hashes: readonly CoverHash[]): Promise<CoverRow[]> {
  const rows = await coverRows(db, hashes);
  const waiting = rows.filter((row) => row.waiting);
  for (const { coverHash, source } of waiting) await putLarge(db, coverHash, source ? await drawLarge(source) : null);
  return waiting.length > 0 ? coverRows(db, hashes) : rows;
}
