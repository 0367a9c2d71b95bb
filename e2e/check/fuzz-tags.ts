// Breaks files in many ways and reads each with the app's own parse stage: no crash, no hang.
//   npm run check:tags:fuzz -- <folder> [files, 30 if not said] [seed]
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isMusicFile } from '../../src/domain/library/music-files';
import { createReaders } from './readers';

const [folder, wanted = '30', seedText = '1'] = process.argv.slice(2);
if (!folder) {
  console.error('usage: npm run check:tags:fuzz -- <folder> [files] [seed]');
  process.exit(2);
}
const FLIPS_EACH = 16;
const CUTS_EACH = 16;
/** Bits are flipped mostly where lengths and flags stand. */
const HEAD_BYTES = 4096;

let state = Number(seedText);
/** mulberry32: the same seed breaks files the same way. */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && isMusicFile(entry.name)).map((entry) => join(entry.parentPath, entry.name)).filter((path) => statSync(path).size > 0);
const chosen = all.map((path) => ({ path, order: random() })).sort((a, b) => a.order - b.order).slice(0, Number(wanted)).map(({ path }) => path);
const scratch = mkdtempSync(join(tmpdir(), 'fuzz-tags-'));
const readers = createReaders();
const bad: string[] = [];
let tried = 0;
let slowestMs = 0;
try {
  for (const path of chosen) {
    const bytes = readFileSync(path);
    for (const [how, broken] of variants(bytes)) await tryOut(basename(path), how, broken);
  }
} finally {
  await readers.close();
  rmSync(scratch, { recursive: true });
}
console.log(`${tried} broken files of ${chosen.length}: ${bad.length} crashed or hung; the slowest took ${Math.round(slowestMs)} ms.`);
for (const line of bad) console.log(line);
process.exitCode = bad.length > 0 ? 1 : 0;

async function tryOut(name: string, how: string, bytes: Buffer): Promise<void> {
  const file = join(scratch, name);
  writeFileSync(file, bytes);
  const from = performance.now();
  const reading = await readers.read(file);
  tried++;
  slowestMs = Math.max(slowestMs, performance.now() - from);
  if (!reading.ok && /^(?:crash|hangs|timeout|read-failed)/u.test(reading.error)) bad.push(`${name}, ${how}: ${reading.error}`);
}

function* variants(bytes: Buffer): Generator<[string, Buffer]> {
  for (let i = 1; i < CUTS_EACH; i++) yield [`cut at ${i}/${CUTS_EACH}`, bytes.subarray(0, Math.floor((bytes.length * i) / CUTS_EACH))];
  for (let i = 0; i < FLIPS_EACH; i++) {
    const broken = Buffer.from(bytes);
    const flips = 1 + Math.floor(random() * 20);
    for (let j = 0; j < flips; j++) {
      const at = Math.floor(random() * (random() < 0.7 ? Math.min(HEAD_BYTES, bytes.length) : bytes.length));
      broken[at] = (broken[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
    yield [`flips ${i}`, broken];
  }
}
