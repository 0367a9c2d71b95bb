// The whole server over a given store, with a clock that tests move, and devices to ask as.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { PairAnswer, Role } from '../../../src/domain/sync/protocol';
import { createApp } from '../../app';
import { readConfig, type Config } from '../../config';
import type { StoreSettings } from '../../store/open-store';
import type { Store } from '../../store/schema';
import { freshSetupLink } from '../setup';

const BASE_URL = 'http://music.test/';

export interface Device {
  readonly deviceId: string;
  readonly token: string;
  readonly libraryId: string;
  ask(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD', url: string, body?: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
}

export interface TestServer {
  readonly app: FastifyInstance;
  readonly config: Config;
  readonly clock: { nowMs: number };
  ask(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** Pairs by a code that is good. */
  join(code: string, deviceId?: string, deviceName?: string): Promise<Device>;
  /** The first device of the server: owner of the administrator's library. */
  found(): Promise<Device>;
  /** One more device in the library of `owner`. */
  add(owner: Device, role: Role): Promise<Device>;
  /** The owner of another person's library. */
  invite(admin: Device): Promise<Device>;
  close(): Promise<void>;
}

/** @param env settings that differ from the usual */
export async function startTestServer(store: Store, settings: StoreSettings, env: Record<string, string> = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'soniquebay-http-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  const config = configOf({ DATA_DIR: settings.dataDir || folder, ...(settings.databaseUrl ? { DATABASE_URL: settings.databaseUrl } : {}), LOG_LEVEL: 'silent', REQUESTS_PER_MINUTE: '100000', ...env });
  const clock = { nowMs: Date.now() };
  const app = await createApp({ distDir: folder, version: '1.2.3', config, store, now: () => clock.nowMs, newId: randomUUID });
  await app.ready();

  const ask = (options: InjectOptions): Promise<LightMyRequestResponse> => app.inject(options);

  async function joinBy(code: string, deviceId = randomUUID() as string, deviceName = 'Test device'): Promise<Device> {
    const answer = await ask({ method: 'POST', url: '/api/auth/pair', payload: { code, deviceId, deviceName } });
    if (answer.statusCode !== 200) throw new Error(`pairing failed: ${answer.body}`);
    const { token, libraryId } = answer.json<PairAnswer>();
    return {
      deviceId, token, libraryId,
      ask: (method, url, body, headers = {}) => ask({ method, url, headers: { authorization: `Bearer ${token}`, ...headers }, ...(body === undefined ? {} : { payload: body as object }) }),
    };
  }

  async function codeFrom(device: Device, url: string, body: unknown): Promise<string> {
    const answer = await device.ask('POST', url, body);
    if (answer.statusCode !== 200) throw new Error(`no code: ${answer.body}`);
    return answer.json<{ code: string }>().code;
  }

  return {
    app, config, clock, ask,
    join: joinBy,
    async found() {
      const link = await freshSetupLink({ store, now: () => clock.nowMs, baseUrl: BASE_URL });
      if (link === null) throw new Error('There is a library already.');
      return joinBy(codeOf(link));
    },
    add: async (owner, role) => joinBy(await codeFrom(owner, '/api/auth/codes', { role })),
    invite: async (admin) => joinBy(await codeFrom(admin, '/api/auth/invites', { libraryName: 'Another person' })),
    async close() {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The code that a link fills in. */
export function codeOf(link: string): string {
  return link.slice(link.indexOf('pair=') + 'pair='.length);
}

function configOf(env: Record<string, string>): Config {
  const result = readConfig(env);
  if (!result.ok) throw new Error(result.messages.join(' '));
  return result.config;
}
