// When a database was put back to an older state, devices must not take their cursors for it.
import { sql } from 'kysely';
import type { Store } from './schema';

/** To be called once a backup was restored: every device then starts from 0 and offers all that it has again, so nothing is lost. */
export async function renewEpochs({ db }: Pick<Store, 'db'>, newId: () => string): Promise<void> {
  // The library's id after the new one keeps libraries apart without a statement for each.
  await db.updateTable('libraries').set({ epoch: sql<string>`${newId()} || '-' || library_id` }).execute();
}
