// Plays: a log with ids, so that none counts twice.
import type { PlayEvent } from '../../src/domain/sync/choice';
import { bulkInsert } from '../store/bulk-insert';
import type { Trx } from '../store/transaction';

const PLAYS = { table: 'plays', columns: ['library_id', 'play_id', 'content_key', 'at_ms', 'device_id', 'seq'], suffix: 'on conflict do nothing' } as const;

/** @param seq of the last change before. @returns of the last one after; the same where all were known */
export async function keepPlays(trx: Trx, libraryId: string, plays: readonly PlayEvent[], seq: number): Promise<number> {
  const rows = plays.map((play, i) => [libraryId, play.playId, play.contentKey, play.atMs, play.deviceId, seq + 1 + i]);
  return (await bulkInsert(trx, PLAYS, rows)) === 0 ? seq : seq + plays.length;
}
