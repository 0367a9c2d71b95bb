import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addPlay, writeChoices } from '../../db/choices';
import type { Database } from '../../db/database';
import { pending } from '../../db/pending';
import { file, key, TestDevice } from '../../db/testing/device';
import type { CoverHash, DeviceId } from '../../domain/library/ids';
import type { ChoiceChange } from '../../domain/sync/choice';
import type { Backup } from './backup';
import { writeBackup } from './backup-file';
import { createBackup } from './create-backup';

const HASH = 'cd'.repeat(16) as CoverHash;
const quiet = (): void => undefined;
let devices: TestDevice[];

async function device(name: string): Promise<{ readonly device: TestDevice; readonly db: Database; readonly backup: Backup }> {
  const made = await new TestDevice(name as DeviceId, () => 1_800_000_000_000).begin();
  devices.push(made);
  return { device: made, db: made.db, backup: createBackup({ db: made.db, now: made.now, newId: made.newId }) };
}

beforeEach(() => {
  devices = [];
});

afterEach(async () => {
  for (const { db } of devices) {
    db.close();
    await db.delete();
  }
});

/** Choices and plays, without what is still to be sent. */
async function personal(db: Database) {
  const [ops, choices, plays] = await Promise.all([db.ops.toArray(), db.choices.toArray(), db.plays.toArray()]);
  return { ops: ops.map(({ pending: _, ...op }) => op), choices, plays: plays.map(({ pending: _, ...play }) => play) };
}

const change = fc.oneof(
  fc.record({ kind: fc.constant('recording' as const), id: fc.constantFrom(key(1), key(2)), field: fc.constantFrom('rating', 'loved'), value: fc.oneof(fc.nat(10), fc.boolean(), fc.constant(null)) }),
  fc.record({ kind: fc.constant('playlist' as const), id: fc.constantFrom('p', 'q'), field: fc.constantFrom('name', 'deleted'), value: fc.oneof(fc.string({ unit: 'binary' }), fc.boolean()) }),
  fc.record({ kind: fc.constant('playlistEntry' as const), id: fc.string({ minLength: 1 }), parent: fc.constantFrom('p', 'q'), field: fc.constantFrom('contentKey', 'orderKey', 'removed'), value: fc.string() }),
);
const life = fc.record({ changes: fc.array(fc.array(change, { minLength: 1, maxLength: 8 }), { maxLength: 8 }), plays: fc.nat(5) });

async function live({ device: { db, deps } }: { readonly device: TestDevice }, { changes, plays }: { readonly changes: readonly (readonly ChoiceChange[])[]; readonly plays: number }): Promise<void> {
  for (const some of changes) await writeChoices(db, some, deps);
  for (let i = 0; i < plays; i++) await addPlay(db, key(i), deps);
}

describe('a backup', () => {
  it('brings back every choice and play in an empty library, and changes nothing when it is restored again', async () => {
    await fc.assert(fc.asyncProperty(life, async (lived) => {
      const [a, b] = [await device('a'), await device('b')];
      await live(a, lived);
      const saved = await a.backup.save(false, quiet);
      expect(await b.backup.restore(saved, quiet)).toMatchObject({ ok: true, value: { deviceId: 'a', madeAtMs: 1_800_000_000_000, plays: lived.plays } });
      expect(await personal(b.db)).toEqual(await personal(a.db));
      await b.backup.restore(saved, quiet);
      expect(await personal(b.db)).toEqual(await personal(a.db));
    }), { numRuns: 25 });
  });

  it('merges two libraries to the same, whichever takes in the other', async () => {
    await fc.assert(fc.asyncProperty(life, life, async (one, other) => {
      const [a, b] = [await device('a'), await device('b')];
      await live(a, one);
      await live(b, other);
      const [ofA, ofB] = [await a.backup.save(false, quiet), await b.backup.save(false, quiet)];
      await a.backup.restore(ofB, quiet);
      await b.backup.restore(ofA, quiet);
      expect(await personal(a.db)).toEqual(await personal(b.db));
    }), { numRuns: 25 });
  });

  it('with facts spares the analysis of files that are found later, and keeps covers', async () => {
    const [a, b] = [await device('a'), await device('b')];
    await a.device.addFiles([file(1, { coverHash: HASH }), file(2)]);
    await a.device.analyse(key(1));
    await a.db.covers.put({ coverHash: HASH, small: new Blob(['s']), large: new Blob(['l']), accent: null });
    const saved = await a.backup.save(true, quiet);
    expect(await b.backup.restore(saved, quiet)).toMatchObject({ ok: true, value: { facts: 4 } });
    expect((await b.device.rows()).map((row) => [row.missing, row.tags?.title]).sort()).toEqual([[1, 'Title 1'], [1, 'Title 2']]);
    expect((await b.db.vectors.get(key(1)))?.vector).toEqual((await a.db.vectors.get(key(1)))?.vector);
    expect(await (await b.db.covers.get(HASH))?.large?.text()).toBe('l');
    await b.device.addFiles([file(1), file(2)]);
    expect((await b.device.rows()).map((row) => row.missing)).toEqual([0, 0]);
  });

  it('never takes the place of facts that are here', async () => {
    const { device: own, db, backup } = await device('a');
    await own.addFiles([file(1)]);
    await own.analyse(key(1), 1);
    const saved = await backup.save(true, quiet);
    await own.analyse(key(1), 5);
    const before = [await db.sounds.get(key(1)), (await own.rows()).map(({ seq: _, ...row }) => row)];
    await backup.restore(saved, quiet);
    expect([await db.sounds.get(key(1)), (await own.rows()).map(({ seq: _, ...row }) => row)]).toEqual(before);
  });

  it('waits to be sent to the server, as what was changed here', async () => {
    const [a, b] = [await device('a'), await device('b')];
    await live(a, { changes: [[{ kind: 'recording', id: key(1), field: 'rating', value: 4 }]], plays: 1 });
    await b.backup.restore(await a.backup.save(false, quiet), quiet);
    expect((await pending(b.db)).counts).toMatchObject({ choices: 1, plays: 1 });
  });

  it('tells how far it has come', async () => {
    const [a, b] = [await device('a'), await device('b')];
    await live(a, { changes: [[{ kind: 'recording', id: key(1), field: 'rating', value: 4 }]], plays: 2 });
    const seen: unknown[] = [];
    const saved = await a.backup.save(false, (progress) => seen.push(progress));
    await b.backup.restore(saved, (progress) => seen.push(progress));
    expect(seen).toEqual([{ done: 1, total: 3 }, { done: 3, total: 3 }, { done: 1, total: 3 }, { done: 3, total: 3 }]);
  });
});

describe('a file that is no backup', () => {
  const head = { madeAtMs: 1, deviceId: 'a' };
  const gzip = (bytes: BlobPart): Promise<Blob> => new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
  async function* pieces(...all: object[]) {
    yield* all;
  }

  it.each([
    ['text', async () => new Blob(['hello'])],
    ['nothing', async () => new Blob([])],
    ['packed text', () => gzip('hello')],
    ['another program’s MessagePack', () => gzip(Uint8Array.of(0x81, 0xa1, 0x61, 0x01))],
    ['one with choices that make no sense', () => writeBackup(head, pieces({ ops: [{ kind: 'recording', id: 'x', field: 'rating', value: 1, hlc: 'soon' }] }))],
    ['one with pieces of no known kind', () => writeBackup(head, pieces({ future: [] }))],
  ])('%s is told as such, and changes nothing', async (_, make) => {
    const { db, backup } = await device('a');
    const blob = await make();
    for (const answer of [await backup.inspect(blob), await backup.restore(blob, quiet)]) expect(answer).toMatchObject({ ok: false, error: { code: 'not-a-backup' } });
    expect(await personal(db)).toEqual({ ops: [], choices: [], plays: [] });
  });

  it('cut off anywhere is told as such, and changes nothing', async () => {
    const [a, b] = [await device('a'), await device('b')];
    await live(a, { changes: [[{ kind: 'recording', id: key(1), field: 'rating', value: 4 }]], plays: 2 });
    const saved = await a.backup.save(false, quiet);
    for (let length = 1; length < saved.size; length += 7) {
      expect(await b.backup.restore(saved.slice(0, length), quiet)).toMatchObject({ ok: false, error: { code: 'not-a-backup' } });
    }
    // Cut off before it was packed, too.
    const plain = await new Response(saved.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
    for (let length = 1; length < plain.byteLength; length += 5) {
      expect(await b.backup.restore(await gzip(plain.slice(0, length)), quiet)).toMatchObject({ ok: false, error: { code: 'not-a-backup' } });
    }
    expect(await personal(b.db)).toEqual({ ops: [], choices: [], plays: [] });
  });

  it('made by a newer app is told as such', async () => {
    const { backup } = await device('a');
    const saved = await writeBackup({ ...head, version: 99 } as never, pieces());
    expect(await backup.inspect(saved)).toMatchObject({ ok: false, error: { code: 'not-a-backup', detail: 'made by a newer app: version 99' } });
  });
});
