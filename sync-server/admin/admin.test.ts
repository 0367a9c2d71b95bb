import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { encode } from '@msgpack/msgpack';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AdminStatus, BackupAnswer, CompactAnswer } from '../../src/domain/sync/admin';
import { MSGPACK_TYPE } from '../../src/domain/sync/protocol';
import { startTestServer, type Device, type TestServer } from '../auth/testing/test-server';
import { openStore } from '../store/open-store';
import type { Store } from '../store/schema';
import { eachStore } from '../store/testing/each-store';
import { backUp } from './backup';

const METRICS_TOKEN = 'a-token-for-metrics';
const KEY = 'a'.repeat(32);

eachStore('the administrator', (under, dialect) => {
  let server: TestServer;
  let admin: Device;

  beforeAll(async () => {
    server = await startTestServer(under.store(), under.settings(), { METRICS_TOKEN });
    admin = await server.found();
  });
  afterAll(() => server.close());

  const status = async () => (await admin.ask('GET', '/api/admin/status')).json<AdminStatus>();
  const metrics = async () => (await server.ask({ url: '/api/metrics', headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).body;

  it('sees libraries, devices and sizes of the whole server, and nothing of their content', async () => {
    const other = await server.invite(admin);
    await other.ask('POST', '/api/sync/push', {
      ops: [{ hlc: `${server.clock.nowMs.toString(16).padStart(12, '0')}-0000-${other.deviceId}`, kind: 'recording', id: KEY, field: 'rating', value: 8 }], plays: [], facts: [],
    });
    const seen = await status();
    expect(seen).toMatchObject({
      instance: { version: '1.2.3', node: process.version, startedAtMs: server.clock.nowMs },
      database: { dialect, rows: { ops: 1, choices: 1, devices: 2, plays: 0 } },
      libraryCount: 2,
      libraries: [{ isAdmin: true, devices: [{ deviceId: admin.deviceId }] }, { name: 'Another person', isAdmin: false, devices: [{ deviceId: other.deviceId }] }],
    });
    expect([seen.database.sizeBytes > 10_000, seen.instance.memoryBytes > 1_000_000, JSON.stringify(seen).includes(KEY)]).toEqual([true, true, false]);
  });

  it('sees failures of the server, and the request that met them', async () => {
    const { db } = under.store();
    await sql`alter table ops rename to ops_away`.execute(db);
    const failed = await admin.ask('GET', `/api/history?kind=recording&id=${KEY}`);
    await sql`alter table ops_away rename to ops`.execute(db);
    expect([failed.statusCode, failed.body.includes('ops')]).toEqual([500, false]);
    expect((await status()).errors).toEqual([
      { atMs: server.clock.nowMs, route: 'GET /api/history', requestId: expect.stringMatching(/^[\w-]{36}$/), message: expect.stringContaining('ops') },
    ]);
  });

  it('sees how many requests there are, the own one among them', async () => {
    const { requests } = await status();
    expect([requests.perSecond > 0, requests.pending]).toEqual([true, 1]);
  });

  it('gives room back', async () => {
    const { db } = under.store();
    await db.insertInto('secrets').values({ name: 'large', value: 'x'.repeat(5_000_000) }).execute();
    await db.deleteFrom('secrets').where('name', '=', 'large').execute();
    const { beforeBytes, afterBytes } = (await admin.ask('POST', '/api/admin/compact')).json<CompactAnswer>();
    // PostgreSQL packs long text, so there is little to give back.
    expect(dialect === 'sqlite' ? beforeBytes - afterBytes : afterBytes).toBeGreaterThan(4_000_000);
  });

  it('runs one backup or compaction at a time', async () => {
    const answers = await Promise.all(Array.from({ length: 3 }, () => admin.ask('POST', '/api/admin/compact')));
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409]);
  });

  if (dialect === 'postgres') it('is told how PostgreSQL is backed up', async () => {
    expect((await admin.ask('POST', '/api/admin/backup')).json()).toEqual({ file: null, sizeBytes: null, command: 'pg_dump --format=custom --file=soniquebay.dump "$DATABASE_URL"' });
  });

  if (dialect === 'sqlite') it('backs SQLite up into the folder of the data', async () => {
    const answer = (await admin.ask('POST', '/api/admin/backup')).json<BackupAnswer>();
    const file = join(under.settings().dataDir, 'backups', answer.file ?? '');
    expect([statSync(file).size, statSync(file).mode & 0o777]).toEqual([answer.sizeBytes, 0o600]);
    const copy = new Database(file, { readonly: true });
    expect([copy.pragma('integrity_check', { simple: true }), copy.prepare('select count(*) as devices from devices').get()]).toEqual(['ok', { devices: 2 }]);
    copy.close();
  });

  describe('metrics', () => {
    it('count what goes through the sync calls', async () => {
      const push = encode({ ops: [], plays: [{ playId: 'p1', contentKey: KEY, atMs: server.clock.nowMs, deviceId: admin.deviceId }], facts: [] });
      const before = countOf(await metrics(), 'soniquebay_sync_items_total{direction="in",kind="plays"}');
      const pushed = await server.ask({ method: 'POST', url: '/api/sync/push', headers: { authorization: `Bearer ${admin.token}`, 'content-type': MSGPACK_TYPE }, payload: Buffer.from(push) });
      expect(pushed.statusCode).toBe(200);
      await admin.ask('GET', '/api/sync/changes?after=0&limit=100');
      const text = await metrics();
      expect([countOf(text, 'soniquebay_sync_items_total{direction="in",kind="plays"}') - before, countOf(text, 'soniquebay_sync_items_total{direction="out",kind="plays"}')]).toEqual([1, 1]);
    });

    it('tell times by route, size, lag and events', async () => {
      await admin.ask('PATCH', `/api/devices/${admin.deviceId}`, { name: 'Renamed' });
      const text = await metrics();
      expect(countOf(text, 'soniquebay_http_request_seconds_count{method="PATCH",route="/api/devices/:id",status="2xx"}')).toBe(1);
      expect(countOf(text, 'soniquebay_database_bytes')).toBeGreaterThan(10_000);
      expect(countOf(text, 'soniquebay_events_total{type="device"}')).toBeGreaterThan(0);
      expect(text).toContain('nodejs_eventloop_lag_seconds');
    });

    it('are not there where no token is set', async () => {
      const closed = await startTestServer(under.store(), under.settings());
      expect((await closed.ask({ url: '/api/metrics', headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).statusCode).toBe(404);
      await closed.close();
    });
  });

  describe('health', () => {
    it.each(['/api/health', '/api/health/live', '/api/health/ready'])('is told to anyone at %s', async (url) => {
      const answer = await server.ask({ url });
      expect([answer.json(), answer.headers['cache-control'], answer.headers['x-ratelimit-limit']]).toEqual([{ status: 'ok', version: '1.2.3' }, 'no-store', undefined]);
    });

    it('is not ready while the database is away, but alive', async () => {
      const store = await openStore(under.settings());
      const away = await startTestServer(store, under.settings());
      await store.close();
      const answers = await Promise.all(['/api/health/live', '/api/health/ready'].map((url) => away.ask({ url })));
      expect(answers.map((answer) => answer.statusCode)).toEqual([200, 503]);
      await away.close();
    });
  });
});

describe('a backup of SQLite', () => {
  let dataDir: string;
  let store: Store;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'soniquebay-backup-'));
    store = await openStore({ databaseUrl: null, dataDir });
  });
  afterEach(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  const names = () => readdirSync(join(dataDir, 'backups')).sort();
  const addSecret = (name: string, value: string) => store.db.insertInto('secrets').values({ name, value }).execute();

  it('is whole and of one moment while others write without pause', async () => {
    for (let i = 0; i < 20; i++) await addSecret(`before-${i}`, 'x'.repeat(1_000_000));
    let writing = true;
    let written = 0;
    const writer = (async () => {
      while (writing) {
        await addSecret(`during-${written++}`, 'y'.repeat(1_000));
        await sleep(1);
      }
    })();
    const { file } = await backUp(store, dataDir, Date.now());
    writing = false;
    await writer;
    const copy = new Database(join(dataDir, 'backups', file ?? ''), { readonly: true });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.prepare("select count(*) as count from secrets where name like 'before-%'").get()).toEqual({ count: 20 });
    expect(written).toBeGreaterThan(3);
    copy.close();
  });

  it('gives way to newer ones after seven, and leaves other files alone', async () => {
    mkdirSync(join(dataDir, 'backups'));
    writeFileSync(join(dataDir, 'backups', 'my-own.sqlite'), '');
    for (let day = 1; day <= 9; day++) await backUp(store, dataDir, Date.UTC(2026, 0, day));
    expect(names()).toEqual(['my-own.sqlite', ...[3, 4, 5, 6, 7, 8, 9].map((day) => `soniquebay-2026-01-0${day}T00-00-00-000Z.sqlite`)]);
  });

  it('that fails leaves nothing half done', async () => {
    await backUp(store, dataDir, Date.UTC(2026, 0, 1));
    mkdirSync(join(dataDir, 'backups', 'soniquebay-2026-01-02T00-00-00-000Z.sqlite', 'in-the-way'), { recursive: true });
    await expect(backUp(store, dataDir, Date.UTC(2026, 0, 2))).rejects.toThrow();
    expect(names().filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

function countOf(text: string, metric: string): number {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${metric} `));
  return line ? Number(line.slice(metric.length + 1)) : 0;
}
