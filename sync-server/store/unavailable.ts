// A database that is away for now: started again, failed over, out of connections.

/** The store cannot answer at the moment; the same request may succeed later. */
export class StoreUnavailable extends Error {
  /** The error handler answers it as `unavailable`. */
  readonly statusCode = 503;

  /** @param waited whether a connection was tried for as long as a request may wait */
  constructor(cause: unknown, readonly waited = false) {
    super('The database is not available at the moment.', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** Socket errors of Node; SQLSTATE classes 08 (connection), 53 (resources), 57P (operator intervention). */
const AWAY_CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND|08\w{3}|53\w{3}|57P0\d)$/;
/** pg throws these without a code. */
const AWAY_MESSAGES = /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Postgres connection has been discarded)/;

/** Whether an error of `pg` says that the server or the connection is gone, rather than that the query is wrong. */
export function isAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  return AWAY_CODES.test(code) || AWAY_MESSAGES.test(thrown.message);
}
