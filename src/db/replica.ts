// The device's store as an exchange sees it. Each call that changes something is one transaction.
import type { DeviceId } from '../domain/library/ids';
import type { Replica } from '../domain/sync/ports';
import type { Database } from './database';
import { KnownKeys } from './known-keys';
import { factPage, factsSent } from './offers';
import { pendingOps, pendingPlays, restampPending, settle } from './pending';
import { unpackArrivals, writeArrivals } from './receive';
import { beginSync, patchSyncProgress } from './sync-state';

export interface ReplicaDeps {
  readonly db: Database;
  readonly deviceId: DeviceId;
  readonly now: () => number;
}

/** For one round. */
export function createReplica({ db, deviceId, now }: ReplicaDeps): Replica {
  const known = new KnownKeys();
  /** The page under way: the next one is fetched and unpacked meanwhile, and written behind it alone. */
  let writing: Promise<void> = Promise.resolve();
  return {
    begin: (server) => beginSync(db, server),
    restamp: (limitMs, nowMs, offsetMs) => restampPending(db, { limitMs, nowMs, offsetMs }),
    pendingOps: (after, limit) => pendingOps(db, after, limit),
    pendingPlays: (after, limit) => pendingPlays(db, after, limit),
    settle: (ops, plays) => settle(db, ops, plays),
    facts: (from, limit) => factPage(db, from, limit, deviceId),
    factsSent: (page) => factsSent(db, page),
    async receive(page) {
      const from = 'server';
      const arrivals = unpackArrivals(page, { deviceId, from });
      // Throws where that page could not be written; then this one must not be either, or its cursor would pass what is lost.
      await writing;
      await known.prepare(db, page.ops.length + page.plays.length + page.facts.length + page.remaining);
      writing = writeArrivals(db, arrivals, { known, deviceId, from, also: () => patchSyncProgress(db, { cursor: page.cursor }) });
      writing.catch(() => undefined);
    },
    async finish() {
      await writing;
      await patchSyncProgress(db, { lastSyncAtMs: now() });
    },
  };
}
