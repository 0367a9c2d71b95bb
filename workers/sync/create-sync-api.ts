// The sync worker's API: one round at a time over the connection that the database holds.
import { connectionOf, ownDeviceId } from '../../src/db/connection';
import { settleAlbumCovers } from '../../src/db/album-covers';
import { settleCredits } from '../../src/db/credits';
import type { Database } from '../../src/db/database';
import { databaseError } from '../../src/db/failure';
import { createReplica } from '../../src/db/replica';
import { err, ok, type Result } from '../../src/domain/result';
import type { Connection, ExchangeProgress, ExchangeSummary, SyncApi } from '../../src/domain/sync/connection';
import { exchange } from '../../src/domain/sync/exchange';
import { fetchCover, sendCovers } from './covers';
import { createHttpClient, type Fetch, type HttpClient } from './http-client';
import { httpCovers, httpRemote } from './http-remote';

export interface SyncWorkerDeps {
  readonly db: Database;
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly newId: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  /** Draws the large size of a cover; null where it cannot be drawn. */
  readonly drawLarge: (source: Blob) => Promise<Blob | null>;
}

export function createSyncApi({ db, fetch, now, newId, sleep, drawLarge }: SyncWorkerDeps): SyncApi {
  let stop = new AbortController();
  let round: Promise<Result<ExchangeSummary>> | null = null;

  async function withServer<T>(signal: AbortSignal, work: (client: HttpClient, connection: Connection) => Promise<Result<T>>): Promise<Result<T>> {
    try {
      const connection = await connectionOf(db);
      if (!connection) return err('unauthorised', 'tied to no server');
      return await work(createHttpClient({ fetch, connection, signal, sleep }), connection);
    } catch (thrown) {
      return { ok: false, error: databaseError(thrown) };
    }
  }

  function run(onProgress: (progress: ExchangeProgress) => void): Promise<Result<ExchangeSummary>> {
    stop = new AbortController();
    const { signal } = stop;
    const stopped = (): boolean => signal.aborted;
    return withServer(signal, async (client, { sending, role }) => {
      const replica = createReplica({ db, deviceId: await ownDeviceId(db, newId), now });
      const done = await exchange({ replica, remote: httpRemote(client), sending, now, stopped, onProgress });
      // What came before a round broke off is there too.
      if (!done.ok || done.value.received > 0) {
        await settleCredits(db);
        await settleAlbumCovers(db);
      }
      if (!done.ok || !sending.covers || role !== 'owner') return done;
      const covers = await sendCovers({ db, remote: httpCovers(client), drawLarge, stopped, onProgress });
      return covers.ok ? ok({ ...done.value, sent: done.value.sent + covers.value }) : covers;
    });
  }

  return {
    // Asked again while a round runs, it tells how that one ends: two at once would send everything twice.
    exchange: (onProgress) => (round ??= run(onProgress).finally(() => {
      round = null;
    })),
    async stop() {
      stop.abort();
    },
    fetchCover: (coverHash, large) => withServer(new AbortController().signal, (client) => fetchCover(db, httpCovers(client), coverHash, large)),
  };
}
