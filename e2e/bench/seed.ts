// Fills a database with a seeded library, through the db layer. Runs in the page: bundle it and call `seedLibrary`.
import { writeChoices } from '../../src/db/choices';
import type { Database } from '../../src/db/database';
import { addRoot } from '../../src/db/roots';
import { addTracks } from '../../src/db/tracks';
import type { ChoiceChange } from '../../src/domain/sync/choice';
import { seededTracks, type SeededTrack } from './seed-tracks';

const BATCH = 1000;

export interface SeedReport {
  readonly rows: number;
  /** Spent in writes of rows alone, without sounds and vectors. */
  readonly rowsMs: number;
  readonly totalMs: number;
}

export interface LibrarySeed {
  /** Whether embeddings are written too (800 bytes a track). */
  readonly vectors: boolean;
  readonly seed: number;
  /** The music folder; the app's own storage unless given. */
  readonly handle?: FileSystemDirectoryHandle;
}

export async function seedLibrary(db: Database, count: number, options: LibrarySeed): Promise<SeedReport> {
  const began = performance.now();
  const handle = options.handle ?? await navigator.storage.getDirectory();
  const rootId = await addRoot(db, { name: 'Seeded music', kind: 'folder', handle, addedAtMs: Date.now(), lastScanAtMs: Date.now(), removedAtMs: null });
  let rowsMs = 0;
  for (const batch of batches(seededTracks({ count, seed: options.seed, rootId }), BATCH)) {
    await writeSounds(db, batch, options.vectors);
    const rowsBegan = performance.now();
    await addTracks(db, batch.map((track) => track.row));
    rowsMs += performance.now() - rowsBegan;
    await writeRatings(db, batch);
  }
  return { rows: count, rowsMs, totalMs: performance.now() - began };
}

function writeSounds(db: Database, batch: readonly SeededTrack[], vectors: boolean): Promise<void> {
  return db.transaction('rw', [...db.sounds.names, ...db.curves.names, ...db.vectors.names], async () => {
    await db.sounds.bulkPut(batch.map((track) => track.sound));
    await db.curves.bulkPut(batch.map((track) => track.curves));
    if (vectors) await db.vectors.bulkPut(batch.map((track) => track.vector));
  });
}

async function writeRatings(db: Database, batch: readonly SeededTrack[]): Promise<void> {
  const changes = batch.flatMap(({ row, rating }): ChoiceChange[] => (
    rating === null ? [] : [{ kind: 'recording', id: row.contentKey as string, field: 'rating', value: rating }]
  ));
  await writeChoices(db, changes, { nowMs: Date.now(), newId: () => crypto.randomUUID() });
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
