// One unit of work on the store.
import type { Transaction } from 'kysely';
import type { Store, Tables } from './schema';
import { StoreUnavailable } from './unavailable';

export type Trx = Transaction<Tables>;

const MAX_ATTEMPTS = 3;
/** After a restart of the database every pooled connection may be dead, and each says so only when it is used. */
const MAX_DEAD_CONNECTIONS = 12;
/** SQLSTATE of a deadlock and of a serialisation failure: the work was undone, and may simply be done again. */
const AGAIN = new Set(['40P01', '40001']);

/**
 * Runs `work` whole or not at all. It may run again after a deadlock, so it must do nothing but use `trx`.
 * On SQLite there is one connection: using `store.db` inside would wait for itself.
 * @throws StoreUnavailable where the connection broke under way: whether it was committed is not known, so repeat only what may be repeated
 */
export async function inTransaction<T>(store: Store, work: (trx: Trx) => Promise<T>): Promise<T> {
  let begun = 0;
  let dead = 0;
  for (;;) {
    const begunBefore = begun;
    try {
      return await store.db.transaction().execute((trx) => {
        begun += 1;
        return work(trx);
      });
    } catch (thrown) {
      const neverBegan = begun === begunBefore && thrown instanceof StoreUnavailable && !thrown.waited;
      if (neverBegan && (dead += 1) <= MAX_DEAD_CONNECTIONS) continue;
      if (begun >= MAX_ATTEMPTS || !mayRepeat(thrown)) throw thrown;
    }
  }
}

function mayRepeat(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && AGAIN.has(thrown.code);
}
