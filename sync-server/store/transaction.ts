// One unit of work on the store.
import type { Transaction } from 'kysely';
import type { Store, Tables } from './schema';

export type Trx = Transaction<Tables>;

const MAX_ATTEMPTS = 3;
/** SQLSTATE of a deadlock and of a serialisation failure: the work was undone, and may simply be done again. */
const AGAIN = new Set(['40P01', '40001']);

/**
 * Runs `work` whole or not at all. It may run again after a deadlock, so it must do nothing but use `trx`.
 * On SQLite there is one connection: using `store.db` inside would wait for itself.
 */
export async function inTransaction<T>(store: Store, work: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.db.transaction().execute(work);
    } catch (thrown) {
      if (attempt === MAX_ATTEMPTS || !mayRepeat(thrown)) throw thrown;
    }
  }
}

function mayRepeat(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && AGAIN.has(thrown.code);
}
