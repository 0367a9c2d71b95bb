import Dexie from 'dexie';
import { expect, onTestFinished, test } from 'vitest';
import { writeChoices } from './choices';
import { pictureOf } from '../domain/library/cover';
import type { CoverHash } from '../domain/library/ids';
import { coverRows, hasCover, waitingCover } from './covers';
import { Database } from './database';
import { pending } from './pending';
import { file, key } from './testing/device';

/** As released. */
const VERSION_1 = {
  roots: '++rootId',
  tracks: '++trackId, &[rootId+path], [rootId+folder], contentKey, albumKey, [missing+stage], [queue+trackId], seq',
  sounds: 'contentKey',
  vectors: 'contentKey',
  covers: 'coverHash',
  choices: '[kind+id], [kind+parent]',
  ops: 'hlc',
  plays: 'playId, contentKey, atMs',
  meta: 'key',
  deletions: 'seq',
  snapshots: 'name',
};

test('a library of version 1 is taken over whole, and all its choices and plays wait to be sent', async () => {
  const name = `upgrade ${crypto.randomUUID()}`;
  const old = new Dexie(name);
  old.version(1).stores(VERSION_1);
  const hlc = '018bcfe56800-0000-device';
  const op = { kind: 'recording', id: key(1), field: 'rating', value: 7, hlc };
  const play = { playId: 'p', contentKey: key(1), atMs: 1, deviceId: 'device' };
  const track = { ...file(1), queue: 'sound', seq: 1 };
  await old.table('tracks').add({ ...track });
  await old.table('ops').add(op);
  await old.table('choices').add({ kind: 'recording', id: key(1), parent: '', fields: { rating: { value: 7, hlc } } });
  await old.table('plays').add(play);
  await old.table('meta').bulkAdd([{ key: 'seq', value: 1 }, { key: 'hlc', value: hlc }, { key: 'deviceId', value: 'device' }]);
  old.close();

  const db = new Database(name);
  onTestFinished(async () => {
    db.close();
    await db.delete();
  });
  expect(await db.tracks.toArray()).toEqual([{ ...track, trackId: 1 }]);
  expect([await db.ops.toArray(), await db.plays.toArray()]).toEqual([[{ ...op, pending: 1 }], [{ ...play, pending: 1 }]]);
  expect((await pending(db)).counts).toEqual({ choices: 1, plays: 1, facts: 0 });
  await writeChoices(db, [{ kind: 'recording', id: key(1), field: 'rating', value: 8 }], { nowMs: 1, newId: () => 'other' });
  expect((await db.choices.get(['recording', key(1)]))?.fields['rating']?.value).toBe(8);
});

test('covers of version 1 stay usable, and are drawn anew when their files are read again', async () => {
  const name = `upgrade ${crypto.randomUUID()}`;
  const old = new Dexie(name);
  old.version(1).stores(VERSION_1);
  const [small, large] = [new Blob(['160 px']), new Blob(['640 px'])];
  await old.table('covers').add({ coverHash: 'ab', small, large, accent: { l: 0.5, c: 0.1, h: 20 } });
  old.close();

  const db = new Database(name);
  onTestFinished(async () => {
    db.close();
    await db.delete();
  });
  const [cover] = await coverRows(db, ['ab' as CoverHash]);
  const shown = await Promise.all((['small', 'medium', 'large'] as const).map(async (size) => cover && pictureOf(cover, size).text()));
  expect(shown).toEqual(['160 px', '640 px', '640 px']);
  expect(await waitingCover(db)).toBeUndefined();
  expect(await hasCover(db, 'ab' as CoverHash)).toBe(false);
});
