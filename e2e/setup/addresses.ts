// Where the tests serve the app: ports that nothing else is likely to use.

export const APP_PORT = 8431;
export const APP_URL = `http://localhost:${APP_PORT}/`;
/** A server that a journey starts and stops itself. */
export const OWN_SERVER_PORT = 8432;
/** A plain static host, at a sub-path. */
export const STATIC_HOST_PORT = 8433;
/** The benchmark's server. */
export const BENCH_PORT = 8434;
