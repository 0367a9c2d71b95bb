// A library's row counts its changes. Writers hold it while they write, so a reader never passes a change that it cannot see yet.
import type { Kysely } from 'kysely';
import { refuse } from '../http/errors';
import type { Tables } from '../store/schema';
import type { Trx } from '../store/transaction';

/** Waits for other writers of the library, and keeps them waiting until this transaction ends. @returns the number of its last change */
export async function lockLibrary(trx: Trx, libraryId: string): Promise<number> {
  // An update of nothing takes the row's lock on PostgreSQL, and the write lock on SQLite.
  const row = await trx.updateTable('libraries').set((e) => ({ seq: e.ref('seq') })).where('library_id', '=', libraryId).returning('seq').executeTakeFirst();
  if (!row) throw refuse('not-found');
  return row.seq;
}

export async function moveCursor(trx: Trx, libraryId: string, seq: number): Promise<void> {
  await trx.updateTable('libraries').set({ seq }).where('library_id', '=', libraryId).execute();
}

/** Where the library stands; changes of another epoch are void. */
export async function readCursor(db: Kysely<Tables>, libraryId: string): Promise<{ readonly epoch: string; readonly seq: number }> {
  const row = await db.selectFrom('libraries').select(['epoch', 'seq']).where('library_id', '=', libraryId).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return row;
}
