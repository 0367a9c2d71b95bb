// Recordings about which anything is kept, so that a first sync of a whole library looks nothing up that cannot be there.
import type { ContentKey } from '../domain/library/ids';
import { ABSENCES } from '../domain/library/track';
import type { Database } from './database';
import { currentSeq, rowsChanged } from './sequence';

/** Loading all keys pays from here on. */
const MANY_ITEMS = 400;

export class KnownKeys {
  private keys: Set<ContentKey> | null = null;
  private seq = 0;

  /** Loads the keys where so much arrives that it pays. */
  async prepare(db: Database, items: number): Promise<void> {
    if (this.keys || items < MANY_ITEMS) return;
    await db.transaction('r', [db.tracks, ...db.sounds.names, ...db.vectors.names, ...db.holdings.names, db.meta], async () => {
      this.seq = await currentSeq(db);
      const tracks = (await db.tracks.orderBy('contentKey').keys()) as unknown as ContentKey[];
      const others = await Promise.all([db.sounds.keys(), db.vectors.keys(), db.holdings.keys()]);
      this.keys = new Set(tracks);
      for (const keys of others) for (const key of keys) this.keys.add(key);
    });
  }

  /** Whether anything may be kept of a recording. */
  has(contentKey: ContentKey): boolean {
    return this.keys === null || this.keys.has(contentKey);
  }

  /** Takes in what others wrote meanwhile: all that they write of a recording moves its rows. Call inside the transaction that relies on it. */
  async catchUp(db: Database): Promise<void> {
    if (!this.keys || await currentSeq(db) === this.seq) return;
    const changed = await Promise.all(ABSENCES.map((missing) => rowsChanged(db, missing, this.seq).toArray()));
    for (const row of changed.flat()) if (row.contentKey) this.keys.add(row.contentKey);
  }

  /** What was written just now. */
  add(contentKeys: Iterable<ContentKey>, seq: number): void {
    this.seq = seq;
    for (const key of contentKeys) this.keys?.add(key);
  }
}
