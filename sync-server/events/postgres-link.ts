// One connection of its own to PostgreSQL that listens and notifies, and comes back by itself after the database was away.
import { Client } from 'pg';
import type { Timers } from './timers';

const CHANNEL = 'soniquebay';
const CONNECT_TIMEOUT_MS = 5_000;
/** A connection that stays silent this long on a call is taken for dead. */
const QUERY_TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

export interface PostgresLink {
  isUp(): boolean;
  /** In one transaction, in order. Rejects when they may not have been sent. */
  notify(payloads: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface PostgresLinkOptions {
  readonly databaseUrl: string;
  readonly timers: Timers;
  readonly onPayload: (payload: string) => void;
  /** Listening from now on. @param again whether it had been up before */
  readonly onUp: (again: boolean) => void;
  readonly warn: (message: string) => void;
}

export function openPostgresLink({ databaseUrl, timers, onPayload, onUp, warn }: PostgresLinkOptions): PostgresLink {
  let current: Client | null = null;
  let closed = false;
  let wasUp = false;
  let pauseMs = FIRST_PAUSE_MS;
  let stopPause: (() => void) | null = null;
  let attempt: Promise<void> = connect();

  async function connect(): Promise<void> {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: 'soniquebay events',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => {
      if (payload) onPayload(payload);
    });
    client.on('error', (error) => drop(client, error.message));
    client.on('end', () => drop(client, 'the connection ended'));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (thrown) {
      return retry(client, thrown instanceof Error ? thrown.message : String(thrown));
    }
    if (closed) return void client.end().catch(() => undefined);
    current = client;
    pauseMs = FIRST_PAUSE_MS;
    const again = wasUp;
    wasUp = true;
    onUp(again);
  }

  function drop(client: Client, why: string): void {
    if (client !== current) return;
    current = null;
    retry(client, why);
  }

  function retry(client: Client, why: string): void {
    // Ended already, or never begun: then there is nothing to end.
    void client.end().catch(() => undefined);
    if (closed) return;
    warn(`Events of other instances are out of reach, trying again: ${why}`);
    stopPause = timers.after(pauseMs, () => {
      attempt = connect();
    });
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }

  return {
    isUp: () => current !== null,
    async notify(payloads) {
      const client = current;
      if (!client) throw new Error('Not connected');
      try {
        await client.query(`SELECT pg_notify('${CHANNEL}', payload) FROM unnest($1::text[]) AS payload`, [payloads]);
      } catch (thrown) {
        drop(client, thrown instanceof Error ? thrown.message : String(thrown));
        throw thrown;
      }
    },
    async close() {
      closed = true;
      stopPause?.();
      const client = current;
      current = null;
      await Promise.allSettled([attempt, client?.end()]);
    },
  };
}
