// The device's real store in random histories, cut off between any two of its transactions: all devices come to one state,
// and each knows what the others hold. What the network and the clocks do is tried far more often against the model.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EditFields } from '../domain/library/edit-changes';
import { applyEdits, mergedEdits, tagsAsRead } from '../domain/library/edits';
import type { AlbumKey, DeviceId } from '../domain/library/ids';
import type { Tags } from '../domain/library/tags';
import { ELSEWHERE, HERE, type TrackRow } from '../domain/library/track';
import { subjectOf } from '../domain/sync/elsewhere';
import type { Replica } from '../domain/sync/ports';
import { firstPlayId } from '../domain/sync/carried';
import { aliasOf, holdingOf } from '../domain/sync/fact-values';
import { albumPart, contentKeyOf, restOfSubject } from '../domain/sync/facts';
import { leadingTo } from '../domain/sync/tag-aliases';
import { isWithdrawn } from '../domain/sync/tagged';
import { ModelServer } from '../domain/sync/testing/model-server';
import { addPlay, writeChoices } from './choices';
import { writeEdits } from './edits';
import { file, key, TestDevice } from './testing/device';
import { followReplaced } from './replaced';
import { reuseSound } from './sounds';
import { deleteTracks, patchTracks } from './tracks';

const RUNS = 40;
const NAMES = ['desktop', 'laptop', 'phone'] as const;
const DAY_MS = 86_400_000;

const device = fc.nat(2);
/** Few, so that devices meet over the same. */
const n = fc.nat(1);
const step = fc.oneof(
  fc.record({ type: fc.constant('rate' as const), device, n, value: fc.nat(10) }),
  fc.record({ type: fc.constant('enter' as const), device, n, order: fc.constantFrom('a0', 'a1', 'a1V') }),
  { weight: 4, arbitrary: fc.record({ type: fc.constant('edit' as const), device, n, field: fc.constantFrom('title', 'label'), value: fc.option(fc.constantFrom('a', 'b', '')) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('play' as const, 'delete' as const, 'delete' as const, 'analyse' as const), device, n }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('add' as const, 'retag' as const), device, n, album: fc.constantFrom('x', 'y') }) },
  fc.record({ type: fc.constant('replace' as const), device, n }),
  fc.record({ type: fc.constant('clock' as const), device, skewMs: fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }) }),
  { weight: 5, arbitrary: fc.record({ type: fc.constant('exchange' as const), device, diesAt: fc.oneof(fc.constant(Infinity), fc.nat(12)), limit: fc.constantFrom(1, 3, 1_000) }) },
  fc.record({ type: fc.constantFrom('backup' as const, 'restore' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class World {
  nowMs = 1_800_000_000_000;
  readonly server = new ModelServer(() => this.nowMs);
  readonly devices = NAMES.map((name) => new TestDevice(name as DeviceId, () => this.nowMs));
  private restore: (() => void) | null = null;

  async happen(what: Step): Promise<void> {
    this.nowMs += 500;
    const on = this.devices['device' in what ? what.device : 0] as TestDevice;
    switch (what.type) {
      case 'backup': this.restore = this.server.backup(); return;
      case 'restore': return this.restore?.();
      case 'rate': return void await writeChoices(on.db, [{ kind: 'recording', id: key(what.n), field: 'rating', value: what.value }], on.deps);
      case 'edit': return this.edit(on, what.n, { [what.field]: what.value });
      case 'enter': return void await writeChoices(on.db, [{ kind: 'playlistEntry', id: `e${what.n}`, parent: 'p', field: 'orderKey', value: what.order }], on.deps);
      case 'play': return addPlay(on.db, key(what.n), on.deps);
      case 'clock': on.skewMs = what.skewMs; return;
      case 'add': return this.add(on, what.n, what.album);
      case 'retag': return retag(on, what.n, what.album);
      case 'replace': return replace(on, what.n);
      case 'delete': return deleteTracks(on.db, (await here(on, what.n)).map((row) => row.trackId));
      case 'analyse': return (await here(on, what.n)).length > 0 ? on.analyse(key(what.n), what.device + 1) : undefined;
      case 'exchange': return this.exchange(on, what.diesAt, what.limit);
    }
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 3; round++) for (const each of this.devices) await this.exchange(each, Infinity, 1_000);
  }

  private async add(on: TestDevice, n: number, album: string): Promise<void> {
    const held = await here(on, n);
    if (held.some((row) => row.taggedAlbumKey === album)) return;
    await on.addFiles([file(n, { ...tagged(album), path: `${n} ${held.length} ${on.newId()}.mp3` })]);
    // As the sound stage does with a recording that it has met before.
    await reuseSound(on.db, key(n), { analyse: 1, embed: 1 });
  }

  /** Of the first of the tracks that this device shows. */
  private async edit(on: TestDevice, n: number, fields: EditFields): Promise<void> {
    const [row] = await on.db.tracks.where('contentKey').equals(key(n)).toArray();
    if (row) await writeEdits(on.db, [{ trackId: row.trackId, fields }], on);
  }

  private async exchange(on: TestDevice, diesAt: number, limit: number): Promise<void> {
    this.nowMs += 500;
    const remote = this.server.remote();
    const paged = { ...remote, changes: (after: number) => remote.changes(after, limit) };
    const done = await on.exchange(paged, dying(on.replica(), diesAt)).catch((thrown: unknown) => {
      if (!(thrown instanceof Died)) throw thrown;
    });
    if (diesAt === Infinity) expect(done).toMatchObject({ ok: true });
  }
}

class Died extends Error {}

/** Dies just before or just after one of its calls. */
function dying(replica: Replica, diesAt: number): Replica {
  let calls = 0;
  const cut = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => async (...args: A): Promise<R> => {
    if (calls++ === diesAt) throw new Died();
    const answer = await call(...args);
    if (calls++ === diesAt) throw new Died();
    return answer;
  };
  return {
    begin: cut(replica.begin), restamp: cut(replica.restamp), pendingOps: replica.pendingOps, pendingPlays: replica.pendingPlays, settle: cut(replica.settle),
    facts: cut(replica.facts), factsSent: cut(replica.factsSent), receive: cut((page) => replica.receive(page)), finish: replica.finish,
  };
}

const tagged = (album: string) => ({ taggedAlbumKey: album as AlbumKey, albumKey: album as AlbumKey });

async function here(on: TestDevice, n: number): Promise<TrackRow[]> {
  return (await on.rows()).filter((row) => row.missing === HERE && row.contentKey === key(n));
}

/** The first file gets another album, as a scan and a parse give it; what is known of its sound is used again. */
async function retag(on: TestDevice, n: number, album: string): Promise<void> {
  const [row, ...others] = await here(on, n);
  if (!row || others.some((other) => other.taggedAlbumKey === album)) return;
  await patchTracks(on.db, new Map([[row.trackId, { stage: 'found' }]]));
  await patchTracks(on.db, new Map([[row.trackId, { stage: 'parsed', contentKey: key(n), ...tagged(album), versions: { parse: 1, analyse: 0, embed: 0 } }]]));
  await reuseSound(on.db, key(n), { analyse: 1, embed: 1 });
}

/** The first file is replaced by another encoding of the same music, as a scan and a parse find it. */
async function replace(on: TestDevice, n: number): Promise<void> {
  const [row] = await here(on, n);
  const other = key(1 - n);
  if (!row || (await here(on, 1 - n)).some((held) => held.taggedAlbumKey === row.taggedAlbumKey)) return;
  const { taggedAlbumKey, albumKey } = row;
  await patchTracks(on.db, new Map([[row.trackId, { stage: 'found' }]]));
  await patchTracks(on.db, new Map([[row.trackId, { stage: 'parsed', contentKey: other, tags: tagsAsRead(row), taggedAlbumKey, albumKey, versions: { parse: 1, analyse: 0, embed: 0 } }]]));
  await followReplaced(on.db, on.newId);
  await reuseSound(on.db, other, { analyse: 1, embed: 1 });
}

async function expectOneState({ server, devices }: World): Promise<void> {
  const holders = await Promise.all(devices.map(async (each) => new Set((await each.rows()).filter((row) => row.missing === HERE).map((row) => row.contentKey))));
  const files = new Map(await Promise.all(devices.map(async (each) => [each.deviceId, (await each.rows()).filter((row) => row.missing === HERE)] as const)));
  const shown = new Map<string, string[]>();
  for (const [i, { db, deviceId }] of devices.entries()) {
    expect(await db.ops.toArray()).toEqual([...server.ops.values()].map(({ item }) => item).sort((a, b) => (a.hlc < b.hlc ? -1 : 1)));
    expect(new Map((await db.choices.toArray()).map((row) => [`${row.kind} ${row.id}`, row]))).toEqual(server.choices);
    const plays = await db.plays.toArray();
    expect(plays.map((play) => play.playId)).toEqual([...server.plays.keys()].sort());
    // However often a file was replaced and put back: no play counts twice for a recording.
    expect(new Set(plays.map((play) => `${play.contentKey} ${firstPlayId(play.playId)}`)).size).toBe(plays.length);
    for (let n = 0; n <= 1; n++) {
      const others = NAMES.filter((name, j) => name !== deviceId && holders[j]?.has(key(n)));
      expect([...(await db.holdings.get(key(n)))?.deviceIds ?? []].sort()).toEqual(others);
      const all = await db.tracks.where('contentKey').equals(key(n)).toArray();
      const rows = all.filter((row) => row.missing === HERE || row.missing === ELSEWHERE);
      expectTags(rows.map(subjectOf), [...files.values()].flat().filter((row) => row.contentKey === key(n)).map(subjectOf), server, n);
      expect(rows.every((row) => (row.missing === HERE) === files.get(deviceId)?.some((own) => own.trackId === row.trackId))).toBe(true);
      expect(rows.length > 0).toBe(holders[i]?.has(key(n)) || others.length > 0);
      if (holders.some((keys) => keys.has(key(n)))) shown.set(`${n} ${deviceId}`, all.map(subjectOf).filter((subject) => server.facts.has(`tags ${subject}`)).sort());
      for (const row of rows) expect([deviceId, subjectOf(row), row.tags]).toEqual([deviceId, subjectOf(row), tagsBy(server, row)]);
      const sound = await db.sounds.get(key(n));
      const best = server.facts.get(`sound ${key(n)}`)?.item;
      if (rows.length > 0 && best) expect([sound?.origin?.deviceId ?? deviceId, rows[0]?.stage]).toEqual([best.deviceId, 'embedded']);
    }
  }
  // Tags that the server was never told, or lost, of a file that went may be known to fewer.
  for (const [at, subjects] of shown) expect([at, subjects]).toEqual([at, shown.get(`${at.slice(0, 1)} ${NAMES[0]}`)]);
}

/** By all that the server was told, whoever told it. */
function tagsBy(server: ModelServer, row: TrackRow): Tags | null {
  const read = tagsAsRead(row);
  const aliases = [...server.facts.values()].filter(({ item }) => item.kind === 'alias' && contentKeyOf(item) === row.contentKey).flatMap(({ item }) => aliasOf(item) ?? []);
  const ids = leadingTo(albumPart(row.taggedAlbumKey), aliases).map((album) => `edit ${row.contentKey}/${album}`);
  return read && applyEdits(read, mergedEdits(ids.map((id) => server.choices.get(id))));
}

/** Tags of every file are shown, each once, and none that were withdrawn. */
function expectTags(rows: string[], files: string[], server: ModelServer, n: number): void {
  expect(new Set(rows).size).toBe(rows.length);
  expect(rows).toEqual(expect.arrayContaining(files));
  const holdings = [...server.facts.values()].filter(({ item }) => item.kind === 'holding' && contentKeyOf(item) === key(n)).flatMap(({ item }) => holdingOf(item) ?? []);
  expect(rows.filter((subject) => isWithdrawn(restOfSubject({ subject }), holdings))).toEqual([]);
}

it('brings the real stores of three devices to one state', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
    const world = new World();
    for (const each of world.devices) await each.begin();
    try {
      for (const what of steps) await world.happen(what);
      await world.settle();
      await expectOneState(world);
    } finally {
      for (const { db } of world.devices) {
        db.close();
        await db.delete();
      }
    }
  }), { numRuns: RUNS });
}, 300_000);
