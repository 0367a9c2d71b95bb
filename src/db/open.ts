// Opening the database while other tabs, older or newer, may hold it.
import type { AppError } from '../domain/result';
import { databaseError } from './failure';
import type { Database } from './database';

/** Dexie multiplies its versions by this. */
const NATIVE_FACTOR = 10;

/** What a person must know before the library can be used. */
export type OpenNotice =
  /** An older tab holds the old schema. */
  | { readonly kind: 'blocked' }
  /** A newer tab has changed the schema: this one is closed. */
  | { readonly kind: 'outdated' }
  /** Another tab has deleted everything. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'failed'; readonly error: AppError };

/**
 * Opens the database and keeps watch over it.
 * @param onNotice told null when a notice has passed
 * @returns whether the library can be used
 */
export async function openDatabase(db: Database, onNotice: (notice: OpenNotice | null) => void): Promise<boolean> {
  db.on('blocked', () => onNotice({ kind: 'blocked' }));
  db.on('versionchange', (event) => {
    // For good: opened again by the next query, this version would stand in the way of the new one, or bring back what was deleted.
    db.close();
    onNotice({ kind: event.newVersion ? 'outdated' : 'deleted' });
    // Keeps Dexie's own listener from allowing just that.
    return false;
  });
  try {
    if (await isNewer(db)) {
      db.close();
      onNotice({ kind: 'outdated' });
      return false;
    }
    await db.open();
    onNotice(null);
    return true;
  } catch (thrown) {
    onNotice({ kind: 'failed', error: databaseError(thrown) });
    return false;
  }
}

/** Asked before opening, because Dexie opens a newer database as if it were its own, and adds to it what it misses. */
async function isNewer(db: Database): Promise<boolean> {
  const known = await indexedDB.databases();
  const version = known.find((each) => each.name === db.name)?.version ?? 0;
  return Math.floor(version / NATIVE_FACTOR) > db.verno;
}
