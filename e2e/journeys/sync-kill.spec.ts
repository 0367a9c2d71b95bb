// kill -9 of the server, a browser or PostgreSQL at random moments of a sync: nothing is lost, and nothing is there twice.
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { postgresBinDir } from '../../sync-server/store/testing/postgres';
import { applyOp, type ChoiceRow, type Op } from '../../src/domain/sync/choice';
import { contentKeyOf } from '../../src/domain/sync/facts';
import { randomFrom } from '../bench/vocabulary';
import { packedRowsOf, rowsOf, sortedFields, storedChoices } from '../pages/stored';
import { pairApiDevice, type ApiDevice, type ServerContents } from '../setup/api-device';
import { inPageCode } from '../setup/in-page-code';
import { killScene, type KillScene, type MortalDevice } from '../setup/kill-scene';

/** `KILLS=50 npx playwright test sync-kill` for many; `KILL_SEED` to repeat a run. */
const KILLS = Number(process.env['KILLS'] ?? 6);
const SEED = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1e9));
const TRACKS_A_ROUND = 150;
const EDITS_A_ROUND = 40;
/** A round begins about a second after an edit, and takes a moment. */
const WITHIN_MS = 2_500;
const A_KILL_MS = 20_000;
const SETTLING = { timeout: 60_000, intervals: [500] };

for (const database of ['sqlite', 'postgres'] as const) {
  const kills = Math.ceil(KILLS / 2);
  test(`${kills} kills at random with ${database}`, async () => {
    test.skip(database === 'postgres' && postgresBinDir() === null && !process.env['CI'], 'PostgreSQL is not installed');
    test.setTimeout(120_000 + kills * A_KILL_MS);
    console.log(`KILL_SEED=${SEED}`);
    const scene = await killScene(database, await inPageCode(join(import.meta.dirname, '../setup/in-page-work.ts'), 'work'));
    try {
      const acknowledged = new Acknowledged();
      for (let round = 0; round < kills; round++) await oneKill(scene, round, acknowledged);
      const reader = await pairApiDevice(scene.server.url, await scene.desktop.device().newCode(), 'Reader');
      await settled(scene, reader);
      await check(scene, reader, acknowledged);
    } finally {
      await scene.end();
    }
  });
}

/** What devices said was written: it must be there for ever. */
class Acknowledged {
  readonly ops = new Set<string>();
  readonly plays = new Set<string>();
  tracks = 0;

  async look({ device }: MortalDevice): Promise<void> {
    const { ops, plays } = await storedChoices(device().page);
    for (const { hlc } of ops) this.ops.add(hlc);
    for (const { playId } of plays) this.plays.add(playId);
  }
}

async function oneKill(scene: KillScene, round: number, acknowledged: Acknowledged): Promise<void> {
  const random = randomFrom(SEED + round);
  const { desktop, laptop } = scene;
  await desktop.device().page.evaluate(([count, seed]) => window.work.seed(count, seed), [TRACKS_A_ROUND, SEED + round] as const);
  acknowledged.tracks += TRACKS_A_ROUND;
  await acknowledged.look(desktop);
  await acknowledged.look(laptop);
  // Whoever is killed answers no more: what it wrote up to then is found afterwards, and must not be torn.
  const edits = [desktop, laptop].map(({ device }, i) => device().page.evaluate(([steps, seed]) => window.work.edit(steps, seed), [EDITS_A_ROUND, SEED * 2 + round * 2 + i] as const).catch(() => null));
  const syncing = [desktop, laptop].map(({ device }) => device().settings.getByRole('button', { name: 'Sync now' }).click({ timeout: 3_000 }).catch(() => null));
  await new Promise((resolve) => setTimeout(resolve, random() * WITHIN_MS));
  const victim = scene.victims[Math.floor(random() * scene.victims.length)] ?? 'server';
  await scene.kill(victim);
  await scene.revive(victim);
  await Promise.all([...edits, ...syncing]);
  console.log(`kill ${round + 1}: ${victim}`);
}

/** Both have sent everything, and then received everything. */
async function settled({ desktop, laptop }: KillScene, reader: ApiDevice): Promise<void> {
  for (const mortal of [desktop, laptop]) await expect.poll(() => askedFor(mortal, () => window.work.unsent()), SETTLING).toBe(0);
  const { cursor } = await reader.everything();
  for (const mortal of [desktop, laptop]) await expect.poll(() => askedFor(mortal, () => window.work.cursor()), SETTLING).toBe(cursor);
}

/** Asks for a round, unless one runs, and then how far things are. */
async function askedFor({ device }: MortalDevice, look: () => Promise<number>): Promise<number> {
  await device().settings.getByRole('button', { name: 'Sync now' }).click({ timeout: 1_000 }).catch(() => null);
  return device().page.evaluate(look);
}

async function check(scene: KillScene, reader: ApiDevice, acknowledged: Acknowledged): Promise<void> {
  const contents = await reader.everything();
  const hlcs = contents.ops.map((op) => op.hlc);
  const playIds = contents.plays.map((play) => play.playId);
  expect(new Set(hlcs).size, 'no op twice').toBe(hlcs.length);
  expect(new Set(playIds).size, 'no play twice').toBe(playIds.length);
  const stored = (await Promise.all([scene.desktop, scene.laptop].map(({ device }) => storedChoices(device().page)))).flatMap((each) => each.ops);
  // With what a device still knows of a lost one, where it does.
  expect([...acknowledged.ops].filter((hlc) => !hlcs.includes(hlc)).map((hlc) => stored.find((op) => op.hlc === hlc) ?? hlc), 'no op lost').toEqual([]);
  expect([...acknowledged.plays].filter((playId) => !playIds.includes(playId)), 'no play lost').toEqual([]);
  for (const mortal of [scene.desktop, scene.laptop]) await checkDevice(mortal, contents, acknowledged);
  console.log(`${hlcs.length} ops, ${playIds.length} plays, ${contents.facts.length} facts`);
}

/** The device holds what the server holds, and shows what follows from it. */
async function checkDevice({ device }: MortalDevice, { ops, plays, facts }: ServerContents, acknowledged: Acknowledged): Promise<void> {
  const { page } = device();
  const stored = await storedChoices(page);
  expect(stored.ops).toEqual([...ops].sort((a, b) => (a.hlc < b.hlc ? -1 : 1)));
  expect(stored.plays.map((play) => play.playId)).toEqual(plays.map((play) => play.playId).sort());
  expect(stored.choices).toEqual(sortedFields(folded(ops)));
  const [tracks] = await rowsOf(page, ['tracks']) as { contentKey: string }[][];
  const [sounds, vectors] = await Promise.all([['sounds', 'soundPacks'], ['vectors', 'vectorPacks']].map(([name = '', packs = '']) => packedRowsOf<{ contentKey: string }>(page, name, packs)));
  const of = (kind: string) => facts.filter((fact) => fact.kind === kind).map((fact) => String(contentKeyOf(fact))).sort();
  const keys = (rows: { contentKey: string }[] = []) => rows.map((row) => row.contentKey).sort();
  expect(keys(tracks)).toHaveLength(acknowledged.tracks);
  expect(keys(tracks)).toEqual(of('tags'));
  expect(keys(sounds)).toEqual(of('sound'));
  expect(keys(vectors)).toEqual(of('vector'));
}

/** The state that follows from all ops, in the order of the database's keys. */
function folded(ops: readonly Op[]): ChoiceRow[] {
  const rows = new Map<string, ChoiceRow>();
  for (const op of ops) rows.set(`${op.kind} ${op.id}`, applyOp(rows.get(`${op.kind} ${op.id}`), op));
  return [...rows.values()].sort((a, b) => (`${a.kind}\0${a.id}` < `${b.kind}\0${b.id}` ? -1 : 1));
}
