// The server's settings, from environment variables. `.env.example` explains each.
import { resolve } from 'node:path';
import * as v from 'valibot';
import { amount, isAddressList, isHttpUrl, isPostgresUrl, LOG_LEVELS } from './settings';

const MIB = 1_048_576;

const schema = v.object({
  NODE_ENV: v.optional(v.string()),
  PORT: v.optional(amount('PORT', 0, 65_535, 8420), '8420'),
  HOST: v.optional(v.pipe(v.string(), v.regex(/^[\w.:-]+$/, 'HOST must be a host name or an IP address, for instance 0.0.0.0')), '127.0.0.1'),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.check(isPostgresUrl, 'DATABASE_URL must start with postgres://, for instance postgres://user:password@host/soniquebay'))),
  DATA_DIR: v.optional(v.string(), './data'),
  PUBLIC_URL: v.optional(v.pipe(v.string(), v.check(isHttpUrl, 'PUBLIC_URL must be a web address, for instance https://music.example.org'), v.transform(withSlash))),
  INSTANCE_URL: v.optional(v.pipe(v.string(), v.check(isHttpUrl, 'INSTANCE_URL must be a web address inside your network, for instance http://10.0.0.5:8420'), v.transform(withSlash))),
  TRUST_PROXY: v.optional(v.pipe(
    v.string(),
    v.check(isProxyList, 'TRUST_PROXY must be true, false, or the addresses of your proxies, for instance 127.0.0.1,10.0.0.0/8'),
    v.transform((text) => (/^(true|false)$/.test(text) ? text === 'true' : text)),
  ), 'false'),
  LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`), 'info'),
  CHUNK_SIZE: v.optional(amount('CHUNK_SIZE', 1, 50_000, 5_000), '5000'),
  MAX_BODY_BYTES: v.optional(amount('MAX_BODY_BYTES', MIB, 256 * MIB, 32 * MIB), String(32 * MIB)),
  REQUESTS_PER_MINUTE: v.optional(amount('REQUESTS_PER_MINUTE', 10, 1_000_000, 3_000), '3000'),
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(16, 'METRICS_TOKEN must have at least 16 letters'))),
  CORS_ORIGINS: v.optional(v.pipe(
    v.string(),
    v.transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== '')),
    v.check((origins) => origins.every(isOrigin), 'CORS_ORIGINS must be web addresses without a path, for instance https://app.example.org,http://localhost:5173'),
  ), ''),
});

export interface Config {
  /** Shows what only developers need. */
  readonly isDevelopment: boolean;
  readonly port: number;
  /** The address to listen on; only this machine unless set. */
  readonly host: string;
  /** PostgreSQL; null for SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  /** What people type, with a trailing slash; null where it is not known. */
  readonly publicUrl: string | null;
  /** Where other instances reach this one, with a trailing slash. */
  readonly instanceUrl: string | null;
  readonly trustProxy: boolean | string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Most changes in one page of a pull. */
  readonly chunkSize: number;
  /** Largest body of the sync calls, unpacked. */
  readonly maxBodyBytes: number;
  /** Of one device, or of one address without a token. */
  readonly requestsPerMinute: number;
  /** Null switches the metrics off. */
  readonly metricsToken: string | null;
  /** Pages of other origins that may call the API; none unless set. */
  readonly corsOrigins: readonly string[];
}

export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly messages: readonly string[] };

/** Reads the settings; an empty variable counts as absent. @returns one plain sentence for each wrong value */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.fromEntries(Object.keys(schema.entries).map((name) => [name, env[name] || undefined]));
  const parsed = v.safeParse(schema, given);
  if (!parsed.success) return { ok: false, messages: parsed.issues.map((issue) => issue.message) };
  const values = parsed.output;
  return {
    ok: true,
    config: {
      isDevelopment: values.NODE_ENV === 'development',
      port: values.PORT,
      host: values.HOST,
      databaseUrl: values.DATABASE_URL ?? null,
      dataDir: resolve(values.DATA_DIR),
      publicUrl: values.PUBLIC_URL ?? null,
      instanceUrl: values.INSTANCE_URL ?? null,
      trustProxy: values.TRUST_PROXY,
      logLevel: values.LOG_LEVEL,
      chunkSize: values.CHUNK_SIZE,
      maxBodyBytes: values.MAX_BODY_BYTES,
      requestsPerMinute: values.REQUESTS_PER_MINUTE,
      metricsToken: values.METRICS_TOKEN ?? null,
      corsOrigins: values.CORS_ORIGINS,
    },
  };
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function isProxyList(text: string): boolean {
  return text === 'true' || text === 'false' || isAddressList(text);
}

function isOrigin(text: string): boolean {
  return isHttpUrl(text) && new URL(text).origin === text;
}
