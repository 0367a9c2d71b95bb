// How many event streams one server holds, and what they cost. Run: npm run bench:events [-- --json FILE]
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress, ProgressStep } from '../../src/domain/sync/live';
import type { ClientCount, ToClients } from './event-clients';
import { pairLibraries, post, startBenchServer, type BenchServer, type PairedDevice } from './event-server';
import { print, rounded, writeJson } from './figures';

const LIBRARIES = 10;
const DEVICES_EACH = 100;
const CLIENTS = LIBRARIES * DEVICES_EACH;
const CLIENT_PROCESSES = 2;
/** Of each library, who tell the others how far they are. */
const TELLING = 2;
const STEPS: readonly ProgressStep[] = ['scan', 'parse', 'analyse', 'embed', 'enrich'];
/** Slower than the server thins out, so that each must arrive. */
const PAUSE_MS = 500;
const ROUNDS = 30;
const SETTLE_MS = 3_000;
const WAIT_MS = 30_000;

const dataDir = mkdtempSync(join(tmpdir(), 'soniquebay-bench-'));
const libraries = await pairDevices();
// Started anew, so that what pairing left in memory does not hide what streams cost.
const server = await startBenchServer(dataDir, false);
const processes = Array.from({ length: CLIENT_PROCESSES }, () => fork(join(import.meta.dirname, 'event-clients.ts'), { execArgv: ['--import', 'tsx'] }));
try {
  await sleep(SETTLE_MS);
  const empty = await server.collectedMemory();
  await openStreams(libraries.flat());
  await sleep(SETTLE_MS);
  const idle = await server.collectedMemory();
  const memory = watchMemory(server);
  const startMs = Date.now();
  await Promise.all(libraries.flatMap((devices) => devices.slice(0, TELLING).flatMap((device) => STEPS.map((step) => tell(device, step)))));
  const expected = LIBRARIES * TELLING * STEPS.length * ROUNDS * (DEVICES_EACH - 1);
  const count = await counted((now) => now.received >= expected);
  const peakKb = memory.stop();
  const loaded = await server.collectedMemory();
  // Garbage that waits for its collection says nothing of a client, so memory a client is what is retained: of the whole process,
  // before any came, with all there and nothing to say, and after the load, each right behind a collection.
  const figures = {
    clients: count.open,
    messagesPerS: rounded(count.received / ((count.lastAtMs - startMs) / 1_000)),
    lost: expected - count.received,
    // The peak of the whole process under load, garbage and all.
    serverMemoryMb: rounded(peakKb / 1_024),
    // The greater of idle and after the load.
    memoryPerClientKb: rounded((Math.max(idle.rssKb, loaded.rssKb) - empty.rssKb) / CLIENTS),
    idleMemoryPerClientKb: rounded((idle.rssKb - empty.rssKb) / CLIENTS),
    // Objects and buffers alone: the rest is pages that the process keeps for itself.
    heapPerClientKb: rounded((loaded.heapKb - empty.heapKb) / CLIENTS),
  };
  print(figures);
  writeJson(figures, process.argv);
} finally {
  processes.forEach((child) => child.kill());
  await server.stop();
  rmSync(dataDir, { recursive: true });
}

async function pairDevices(): Promise<readonly (readonly PairedDevice[])[]> {
  const fresh = await startBenchServer(dataDir, true);
  try {
    return await pairLibraries(fresh, LIBRARIES, DEVICES_EACH);
  } finally {
    await fresh.stop();
  }
}

async function openStreams(devices: readonly PairedDevice[]): Promise<void> {
  processes.forEach((child, at) => {
    const tokens = devices.filter((_, index) => index % CLIENT_PROCESSES === at).map((device) => device.token);
    child.send({ type: 'open', url: server.url, tokens } satisfies ToClients);
  });
  const { open } = await counted((now) => now.open === CLIENTS);
  if (open !== CLIENTS) throw new Error(`Only ${open} of ${CLIENTS} streams are open`);
}

/** One run of one step of a device. They start at different moments, so that the load is even. */
async function tell({ deviceId, token }: PairedDevice, step: ProgressStep): Promise<void> {
  await sleep(Math.random() * PAUSE_MS);
  for (let current = 1; current <= ROUNDS; current++) {
    const body: Progress = { deviceId, runId: 'bench', step, current, total: ROUNDS, percent: (100 * current) / ROUNDS, filesPerSecond: 12.5, etaS: ROUNDS - current };
    await post(server.url, 'api/events/progress', body, token);
    await sleep(PAUSE_MS);
  }
}

/** The sum over all client processes, once it is enough or no more time is left. */
async function counted(isEnough: (count: ClientCount) => boolean): Promise<ClientCount> {
  const untilMs = Date.now() + WAIT_MS;
  for (;;) {
    const parts = await Promise.all(processes.map(countOf));
    const sum = {
      open: parts.reduce((total, part) => total + part.open, 0),
      received: parts.reduce((total, part) => total + part.received, 0),
      lastAtMs: Math.max(...parts.map((part) => part.lastAtMs)),
    };
    if (isEnough(sum) || Date.now() > untilMs) return sum;
    await sleep(100);
  }
}

async function countOf(child: ChildProcess): Promise<ClientCount> {
  const answer = once(child, 'message') as Promise<[ClientCount]>;
  child.send({ type: 'count' } satisfies ToClients);
  return (await answer)[0];
}

/** The most that the server's process holds until it is stopped. */
function watchMemory({ memoryKb }: BenchServer): { stop(): number } {
  let peakKb = memoryKb();
  const timer = setInterval(() => {
    peakKb = Math.max(peakKb, memoryKb());
  }, 500);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(peakKb, memoryKb());
    },
  };
}
