// The state of the server in one answer.
import type { DeviceId } from '../../src/domain/library/ids';
import type { AdminLibrary, AdminStatus } from '../../src/domain/sync/admin';
import { readDeviceInfos } from '../events/device-info';
import type { Store } from '../store/schema';
import { databaseBytes, tableCounts } from './database';
import type { Figures } from './figures';

/** Shown at once; a server with more is watched by its metrics. */
const MOST_LIBRARIES = 100;

export interface StatusDeps {
  readonly store: Store;
  readonly now: () => number;
  readonly version: string;
  readonly startedAtMs: number;
  readonly figures: Figures;
  readonly presence: { isOnline(libraryId: string, deviceId: DeviceId): boolean };
}

export async function readStatus(deps: StatusDeps): Promise<AdminStatus> {
  const { store, now, version, startedAtMs, figures } = deps;
  return {
    atMs: now(),
    instance: { version, node: process.version, startedAtMs, memoryBytes: process.memoryUsage.rss(), eventLoopLagMs: figures.eventLoopLagMs() },
    database: { dialect: store.dialect, sizeBytes: await databaseBytes(store), rows: await tableCounts(store) },
    events: { openStreams: figures.openStreams(), eventsPerSecond: figures.eventsPerSecond() },
    requests: { perSecond: figures.requestsPerSecond(), pending: figures.pendingRequests() },
    libraryCount: await countLibraries(store),
    libraries: await readLibraries(deps),
    errors: figures.errors(),
  };
}

async function countLibraries({ db }: Store): Promise<number> {
  const { count } = await db.selectFrom('libraries').select(({ fn }) => fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}

async function readLibraries({ store: { db }, presence }: StatusDeps): Promise<AdminLibrary[]> {
  const rows = await db.selectFrom('libraries').select(['library_id', 'name', 'is_admin', 'created_at_ms'])
    .select((library) => library.selectFrom('tracks').select(({ fn }) => fn.countAll<number | string>().as('count'))
      .whereRef('tracks.library_id', '=', 'libraries.library_id').as('tracks'))
    .orderBy('created_at_ms').limit(MOST_LIBRARIES)
    .execute();
  return Promise.all(rows.map(async (row) => ({
    libraryId: row.library_id,
    name: row.name,
    isAdmin: row.is_admin === 1,
    createdAtMs: row.created_at_ms,
    tracks: Number(row.tracks ?? 0),
    devices: await readDeviceInfos(db, row.library_id, (deviceId) => presence.isOnline(row.library_id, deviceId)),
  })));
}
