// The real server in a process of its own, and libraries full of paired devices.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CodeAnswer, CodeRequest, InviteRequest, PairAnswer, PairRequest } from '../../src/domain/sync/protocol';
import type { DeviceId } from '../../src/domain/library/ids';
import type { CollectedMemory } from './collected-memory';

const projectDir = join(import.meta.dirname, '../..');
const START_WITHIN_MS = 60_000;

export interface BenchServer {
  readonly url: string;
  /** Of the setup link that a fresh server prints; null where the database has libraries. */
  readonly setupCode: string | null;
  /** Resident memory of its process, garbage and all. */
  memoryKb(): number;
  /** What it holds once garbage is collected. */
  collectedMemory(): Promise<CollectedMemory>;
  stop(): Promise<void>;
}

/** @param dataDir where its database is, or will be */
export async function startBenchServer(dataDir: string, isFresh: boolean): Promise<BenchServer> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', './e2e/bench/collected-memory.ts', 'sync-server/main.ts'], {
    cwd: projectDir,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: '', PUBLIC_URL: '', LOG_LEVEL: 'warn', REQUESTS_PER_MINUTE: '1000000' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  return {
    ...(await firstWords(child, isFresh)),
    memoryKb: () => Number(spawnSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' }).stdout),
    async collectedMemory() {
      const answer = once(child, 'message') as Promise<[CollectedMemory]>;
      child.send('collect');
      return (await answer)[0];
    },
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function firstWords(child: ChildProcess, isFresh: boolean): Promise<Pick<BenchServer, 'url' | 'setupCode'>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The server did not start')), START_WITHIN_MS);
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const url = / is at (http\S+)/.exec(text)?.[1];
      const setupCode = /pair=(\w+)/.exec(text)?.[1] ?? null;
      if (!url || (isFresh && setupCode === null)) return;
      clearTimeout(timer);
      resolve({ url: url.replace('localhost', '127.0.0.1'), setupCode });
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
  });
}

export interface PairedDevice {
  readonly deviceId: DeviceId;
  readonly token: string;
}

/** Pairs devices as people do: the first by a setup link, each other by a code from it. @returns the devices of each library */
export async function pairLibraries({ url, setupCode }: BenchServer, libraries: number, devicesEach: number): Promise<readonly (readonly PairedDevice[])[]> {
  if (setupCode === null) throw new Error('The server has a library already');
  const admin = await pair(url, setupCode, 'library-0-device-0');
  const found: Promise<PairedDevice[]>[] = [fill(url, admin, 0, devicesEach)];
  for (let library = 1; library < libraries; library++) {
    const { code } = await post<InviteRequest, CodeAnswer>(url, 'api/auth/invites', { libraryName: `Library ${library}` }, admin.token);
    const owner = await pair(url, code, `library-${library}-device-0`);
    found.push(fill(url, owner, library, devicesEach));
  }
  return Promise.all(found);
}

async function fill(url: string, owner: PairedDevice, library: number, count: number): Promise<PairedDevice[]> {
  const devices = [owner];
  while (devices.length < count) {
    const { code } = await post<CodeRequest, CodeAnswer>(url, 'api/auth/codes', { role: 'owner' }, owner.token);
    devices.push(await pair(url, code, `library-${library}-device-${devices.length}`));
  }
  return devices;
}

async function pair(url: string, code: string, name: string): Promise<PairedDevice> {
  const deviceId = name as DeviceId;
  const { token } = await post<PairRequest, PairAnswer>(url, 'api/auth/pair', { code, deviceId, deviceName: name }, null);
  return { deviceId, token };
}

/** @returns the answer's JSON, undefined where it has none */
export async function post<Body, Answer>(url: string, path: string, body: Body, token: string | null): Promise<Answer> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
