// Runs in the page: a person's work on a library, many times faster than by hand, written through the db layer like all choices.
import { addPlay, playlistEntries, writeChoices } from '../../src/db/choices';
import { Database } from '../../src/db/database';
import { rowsToOffer } from '../../src/db/pending';
import { syncProgress } from '../../src/db/sync-state';
import type { ContentKey, PlaylistId } from '../../src/domain/library/ids';
import type { ChoiceChange } from '../../src/domain/sync/choice';
import { keysAfter, keysAtEnd } from '../../src/domain/sync/order';
import { seedLibrary } from '../bench/seed';
import { randomFrom } from '../bench/vocabulary';

/** A recording that no device knows, for a device that has received none yet. */
const NOWHERE = 'f'.repeat(32) as ContentKey;
const PLAYLIST = 'kill-test' as PlaylistId;
const deps = () => ({ nowMs: Date.now(), newId: () => crypto.randomUUID() });

async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = new Database();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

export const work = {
  /** Adds analysed tracks. Their folder cannot be read, so that no scan finds out that there are no files. */
  seed: (count: number, seed: number): Promise<void> => withDatabase(async (db) => {
    const storage = await navigator.storage.getDirectory();
    const handle = await storage.getDirectoryHandle(`seeded-${seed}`, { create: true });
    await storage.removeEntry(handle.name);
    await seedLibrary(db, count, { vectors: true, seed, handle });
  }),

  /** Rates, loves, plays, and puts a playlist in order: each step is one transaction. */
  edit: (steps: number, seed: number): Promise<void> => withDatabase(async (db) => {
    const random = randomFrom(seed);
    const keys = await db.sounds.keys();
    const anyKey = () => keys[Math.floor(random() * keys.length)] ?? NOWHERE;
    for (let step = 0; step < steps; step++) {
      const kind = random();
      if (kind < 0.25) await addPlay(db, anyKey(), deps());
      else if (kind < 0.6) await writeChoices(db, [{ kind: 'recording', id: anyKey(), field: 'rating', value: 1 + Math.floor(random() * 10) }], deps());
      else if (kind < 0.75) await writeChoices(db, [{ kind: 'recording', id: anyKey(), field: 'loved', value: random() < 0.5 }], deps());
      else await writeChoices(db, await playlistChanges(db, anyKey(), random), deps());
    }
  }),

  /** What the server does not have yet, as the database says; the screen counts it a moment later. */
  unsent: (): Promise<number> => withDatabase(async (db) => {
    const { factSeq } = await syncProgress(db);
    const counts = await Promise.all([
      db.ops.where('pending').equals(1).count(), db.plays.where('pending').equals(1).count(), rowsToOffer(db, factSeq).count(),
    ]);
    return counts.reduce((sum, count) => sum + count, 0);
  }),

  /** How far it has received. */
  cursor: (): Promise<number> => withDatabase(async (db) => (await syncProgress(db)).cursor),
};

async function playlistChanges(db: Database, contentKey: ContentKey, random: () => number): Promise<ChoiceChange[]> {
  const entries = await playlistEntries(db, PLAYLIST);
  const chosen = entries[Math.floor(random() * entries.length)];
  const change = (id: string, field: string, value: string | boolean): ChoiceChange => ({ kind: 'playlistEntry', id, parent: PLAYLIST, field, value });
  if (!chosen || random() < 0.5) {
    const id = crypto.randomUUID();
    return [change(id, 'contentKey', contentKey), change(id, 'orderKey', keysAtEnd(entries, 1)[0] ?? '')];
  }
  if (random() < 0.3) return [change(chosen.entryId, 'removed', true)];
  return [...keysAfter(entries, chosen.entryId, null)].map(([id, key]) => change(id, 'orderKey', key));
}
