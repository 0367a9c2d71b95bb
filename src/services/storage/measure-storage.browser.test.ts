import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../../db/database';
import { saveSnapshot } from '../../db/snapshots';
import type { ContentKey, CoverHash, TrackId } from '../../domain/library/ids';
import type { PartName } from './parts';
import { storageParts } from './measure-storage';

let db: Database;
beforeEach(() => {
  db = new Database(`storage ${crypto.randomUUID()}`);
});
afterEach(async () => {
  await db.delete();
  await (await navigator.storage.getDirectory()).removeEntry('kept', { recursive: true }).catch(() => undefined);
});

const KB = 1000;

/** Without what the browser says of the whole, which counts what other tests left too. */
async function parts(): Promise<Partial<Record<PartName, number>>> {
  const manager = { estimate: async () => ({}), getDirectory: () => navigator.storage.getDirectory() };
  const found = await storageParts({ db, manager, caches: undefined, pause: async () => undefined });
  return Object.fromEntries(found.map(({ name, bytes }) => [name, bytes]));
}

test('vectors of three thousand recordings are weighed by a few of them', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => ({ contentKey: `key ${String(i).padStart(5, '0')}` as ContentKey, embedVersion: 1, vector: new Float32Array(200) }));
  await db.vectors.bulkMerge(rows, new Set());
  const { vectors = 0, sounds } = await parts();
  expect(vectors).toBeGreaterThan(3000 * 800);
  expect(vectors).toBeLessThan(3000 * 800 * 1.2);
  expect(sounds).toBeUndefined();
});

test('rows that differ from one end of the table to the other are weighed fairly', async () => {
  await db.deletions.bulkAdd(Array.from({ length: 4000 }, (_, i) => ({ seq: i + 1, trackIds: Array.from({ length: i < 2000 ? 0 : 100 }, () => 1 as TrackId) })));
  const { tracks = 0 } = await parts();
  expect(tracks).toBeGreaterThan(2000 * 200 * 0.7);
  expect(tracks).toBeLessThan(2000 * 200 * 1.5);
});

test('covers count with their pictures, snapshots as they were written, files as they are', async () => {
  const blob = (bytes: number) => new Blob([new Uint8Array(bytes)]);
  await db.covers.bulkPut(Array.from({ length: 100 }, (_, i) => ({ coverHash: `hash ${i}` as CoverHash, small: blob(2 * KB), medium: blob(13 * KB), large: blob(40 * KB), accent: null })));
  await saveSnapshot(db, 'columns', 1, { seq: 1, data: { ids: new Uint32Array(50_000) } });
  const kept = await (await navigator.storage.getDirectory()).getDirectoryHandle('kept', { create: true });
  const writable = await (await kept.getFileHandle('Air.flac', { create: true })).createWritable();
  await writable.write(new Uint8Array(123 * KB));
  await writable.close();
  const sizes = await parts();
  expect(sizes.kept).toBe(123 * KB);
  expect((sizes.covers ?? 0) / (5500 * KB)).toBeCloseTo(1, 1);
  expect((sizes.index ?? 0) / (200 * KB)).toBeCloseTo(1, 2);
});

test('a browser without storage of its own has the rows alone', async () => {
  await db.plays.put({ playId: 'p', contentKey: 'c' as ContentKey, atMs: 1, deviceId: 'd' });
  const found = await storageParts({ db, manager: undefined, caches: undefined, pause: async () => undefined });
  expect(found.map(({ name }) => name)).toContain('choices');
});
