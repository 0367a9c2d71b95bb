// First sync of a big library, and a push of 1,000 edits: server and browser on this machine. Run: npm run bench:sync [-- --json FILE]
import { join } from 'node:path';
import type { AdminStatus } from '../../src/domain/sync/admin';
import { codeOf, pairApiDevice } from '../setup/api-device';
import { startAppServer } from '../setup/app-server';
import { openBenchBrowser, workerUrl } from './bench-browser';
import { print, rounded, writeJson, type Figures } from './figures';
import { bytesATrack, firstSync, pushFigures } from './measure-sync';
import { seedServer } from './seed-server';

const TRACKS = Number(process.env['BENCH_TRACKS'] ?? 50_000);
const SEED = 1;
const distDir = join(import.meta.dirname, '../../dist');

const server = await startAppServer();
const bench = await openBenchBrowser();
try {
  const first = await pairApiDevice(server.url, codeOf(await server.setupLink()), 'First device');
  const seedBegan = performance.now();
  const seeded = await seedServer(first, TRACKS, SEED);
  const seedS = (performance.now() - seedBegan) / 1000;
  const pullBegan = performance.now();
  const contents = await first.everything();
  const pullS = (performance.now() - pullBegan) / 1000;

  const status = await (await first.send('GET', 'api/admin/status')).json() as AdminStatus;

  const page = await bench.page();
  const figures: Figures = {
    tracks: TRACKS,
    facts: seeded.facts,
    seedS: rounded(seedS),
    pullS: rounded(pullS),
    wireBytesATrack: bytesATrack(contents, TRACKS),
    ...(await firstSync(bench, page, { url: server.url, code: await first.newCode('owner'), expected: { tracks: TRACKS, plays: seeded.plays, ops: seeded.ops } })),
    ...(await pushFigures(bench, page, server.url, workerUrl(distDir, server.url, 'sync'))),
    databaseBytesATrack: Math.round(status.database.sizeBytes / TRACKS),
    serverMemoryMb: rounded(status.instance.memoryBytes / 1_048_576),
  };
  print(figures);
  writeJson(figures, process.argv);
} finally {
  await bench.close();
  await server.stop();
}
