// PostgreSQL goes and comes back while devices push.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChanges } from '../sync/changes';
import { write } from '../sync/library';
import { DESKTOP, NOW_MS, op } from '../sync/testing/items';
import { openStore } from './open-store';
import type { Store } from './schema';
import { postgresBinDir, startPostgres, type PostgresCluster } from './testing/postgres';
import { inTransaction } from './transaction';
import { StoreUnavailable } from './unavailable';

const LIBRARY = 'library';
const WRITERS = 4;

describe.skipIf(postgresBinDir() === null)('a PostgreSQL that is started again', () => {
  let cluster: PostgresCluster;
  let store: Store;

  beforeAll(async () => {
    cluster = await startPostgres();
    store = await openStore({ databaseUrl: cluster.url, dataDir: '' });
    await store.db.insertInto('libraries').values({ library_id: LIBRARY, name: 'Music', is_admin: 0, epoch: 'e', seq: 0, created_at_ms: 0 }).execute();
  }, 60_000);
  afterAll(async () => {
    await store.close();
    cluster.stop();
  });

  const push = (n: number) => inTransaction(store, (trx) => write(trx, { libraryId: LIBRARY, deviceId: DESKTOP }, { ops: [op(n, n)], plays: [], facts: [] }, NOW_MS + 1e9));

  /** Pushes one op after the other, each until it is acknowledged, as devices do. @returns what was thrown meanwhile */
  async function pushSteadily(from: number, isOver: () => boolean, acknowledged: Set<number>): Promise<readonly unknown[]> {
    const thrown: unknown[] = [];
    for (let n = from; !isOver(); n += WRITERS) {
      for (let done = false; !done;) {
        await push(n).then(() => { done = true; }, (error: unknown) => thrown.push(error));
      }
      acknowledged.add(n);
    }
    return thrown;
  }

  it.each([
    ['in good order', (): void => cluster.restart()],
    ['after a crash', (): void => { cluster.kill(); cluster.start(); }],
  ])('%s loses nothing, doubles nothing, and is said plainly', async (_name, restart) => {
    const acknowledged = new Set<number>();
    const start = Math.floor(performance.now()) * 10;
    let over = false;
    const writers = Array.from({ length: WRITERS }, (_, writer) => pushSteadily(start + writer, () => over, acknowledged));
    const isGoingOn = async (): Promise<void> => {
      for (const before = acknowledged.size; acknowledged.size < before + 3 * WRITERS;) await sleep(5);
    };
    for (let round = 0; round < 2; round++) {
      await isGoingOn();
      restart();
    }
    await isGoingOn();
    over = true;
    const thrown = (await Promise.all(writers)).flat();
    expect(thrown.filter((error) => !(error instanceof StoreUnavailable))).toEqual([]);

    const { ops } = await readChanges(store.db, LIBRARY, { after: 0, limit: 1_000_000, facts: true });
    const values = ops.map((kept) => kept.value as number);
    expect([new Set(values).size, [...acknowledged].filter((n) => !values.includes(n))]).toEqual([values.length, []]);
  }, 60_000);

  it('that stays away is said after a bounded wait, and used again once it is back', async () => {
    cluster.kill();
    const waitsMs: number[] = [];
    // The first questions use up connections that are dead already.
    for (let answer: unknown; !(answer instanceof StoreUnavailable && answer.waited);) {
      const askedAt = performance.now();
      answer = await sql`select 1`.execute(store.db).catch((error: unknown) => error);
      expect(answer).toBeInstanceOf(StoreUnavailable);
      waitsMs.push(performance.now() - askedAt);
    }
    cluster.start();
    expect([Math.max(...waitsMs) > 4_000, Math.max(...waitsMs) < 12_000]).toEqual([true, true]);
    expect((await push(1)).refused).toEqual([]);
  }, 60_000);
});
