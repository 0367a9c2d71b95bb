// Covers travel apart: those of this device's files are sent once, those of others are fetched when they are looked at.
import { coverPage, coverRows, coversSent, putCover } from '../../src/db/covers';
import type { Database } from '../../src/db/database';
import type { CoverRow } from '../../src/domain/library/cover';
import type { CoverHash } from '../../src/domain/library/ids';
import { err, ok, type Result } from '../../src/domain/result';
import type { ExchangeProgress } from '../../src/domain/sync/connection';
import type { CoverBody } from '../../src/domain/sync/protocol';
import type { CoverRemote } from './http-remote';

/** Rows looked through at a time; no more covers than one call may name. */
const ROWS_AT_ONCE = 1_000;
/** Covers read and sent side by side. */
const AT_ONCE = 4;
const WEBP = 'image/webp';

export interface CoverDeps {
  readonly db: Database;
  readonly remote: CoverRemote;
  readonly stopped: () => boolean;
  readonly onProgress: (progress: ExchangeProgress) => void;
}

/** Sends what the server lacks. @returns how many */
export async function sendCovers({ db, remote, stopped, onProgress }: CoverDeps): Promise<Result<number>> {
  let done = 0;
  for (let from: Parameters<typeof coverPage>[1] = null; ;) {
    const page = await coverPage(db, from, ROWS_AT_ONCE);
    const lacking = page.hashes.length > 0 ? await remote.missing(page.hashes) : ok({ missing: [] });
    if (!lacking.ok) return lacking;
    const waiting = [...lacking.value.missing];
    while (waiting.length > 0) {
      if (stopped()) return err('cancelled');
      const rows = await coverRows(db, waiting.splice(0, AT_ONCE));
      const sent = await Promise.all(rows.map(async (row) => remote.put(row.coverHash, await bodyOf(row))));
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
export async function fetchCover(db: Database, remote: CoverRemote, coverHash: CoverHash): Promise<Result<boolean>> {
  const answer = await remote.get(coverHash);
  if (!answer.ok) return answer.error.code === 'not-found' ? ok(false) : answer;
  await putCover(db, coverOf(coverHash, answer.value));
  return ok(true);
}

async function bodyOf({ small, large, accent }: CoverRow): Promise<CoverBody> {
  const [smallBytes, largeBytes] = await Promise.all([small.arrayBuffer(), large.arrayBuffer()]);
  return { small: new Uint8Array(smallBytes), large: new Uint8Array(largeBytes), accent };
}

function coverOf(coverHash: CoverHash, { small, large, accent }: CoverBody): CoverRow {
  // Copied by the blob: a view would keep the whole answer.
  return { coverHash, small: new Blob([small.slice()], { type: WEBP }), large: new Blob([large.slice()], { type: WEBP }), accent };
}
