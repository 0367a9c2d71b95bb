// PostgreSQL, shared by several instances of the server.
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, type PostgresCursor, type PostgresPool, type PostgresPoolClient, type PostgresQueryResult } from 'kysely';
import pg from 'pg';
import type { Store, Tables } from './schema';
import { isAway, StoreUnavailable } from './unavailable';

const MAX_CONNECTIONS = 10;
/** How long a request waits for a connection, and so for a database that is just being started again. */
const MAX_WAIT_MS = 5_000;
const RETRY_MS = 100;
const INT8_OID = 20;

/** @param url `postgres://user:password@host:port/database` */
export function openPostgres(url: string): Store {
  const pool = new pg.Pool({ connectionString: url, max: MAX_CONNECTIONS, connectionTimeoutMillis: MAX_WAIT_MS, keepAlive: true, types: { getTypeParser } });
  // A connection that breaks says so by an event too, which unheard would end the process. The pool listens to idle ones alone,
  // and one that is just being handed out may break in the same breath.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: patient(pool) }) });
  return { dialect: 'postgres', db, close: () => db.destroy() };
}

/** 64-bit integers as numbers: ours are milliseconds, counters and sizes, all below 2^53. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8_OID && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format);

/** The pool, but a lost database is waited for a while, and then said plainly. */
function patient(pool: pg.Pool): PostgresPool {
  return {
    connect: () => connectWithin(pool, Date.now() + MAX_WAIT_MS),
    end: () => pool.end(),
  };
}

async function connectWithin(pool: pg.Pool, deadlineMs: number): Promise<PostgresPoolClient> {
  for (;;) {
    try {
      return plain(await pool.connect());
    } catch (thrown) {
      if (!isAway(thrown)) throw thrown;
      if (Date.now() + RETRY_MS > deadlineMs) throw new StoreUnavailable(thrown, true);
      await sleep(RETRY_MS);
    }
  }
}

/** A client that tells a lost connection from a wrong query. */
function plain(client: pg.PoolClient): PostgresPoolClient {
  function query<R>(statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query<R>(statement: string | PostgresCursor<R>, parameters: readonly unknown[] = []): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof statement !== 'string') throw new Error('Results are read in pages, never through cursors.');
    return answer<R>(client, statement, parameters);
  }
  return { query, release: (broken?: boolean) => client.release(broken) };
}

async function answer<R>(client: pg.PoolClient, statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
  try {
    const { command, rowCount, rows } = await client.query<R & pg.QueryResultRow>(statement, [...parameters]);
    return { command: command as PostgresQueryResult<R>['command'], rowCount: rowCount ?? 0, rows };
  } catch (thrown) {
    throw isAway(thrown) ? new StoreUnavailable(thrown) : thrown;
  }
}
