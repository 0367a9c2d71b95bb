// Tells the next start which claimed files were dropped by a tab that closed in good order, so that they do not count as attempts.
// localStorage because it writes at once: a database transaction may not outlive the page.
import * as v from 'valibot';
import type { TrackId } from '../../domain/library/ids';

const STORAGE_KEY = 'soniquebay.claimed';
const schema = v.array(v.number());

export type CloseStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function leaveClaims(storage: CloseStorage, trackIds: readonly TrackId[]): void {
  try {
    if (trackIds.length > 0) storage.setItem(STORAGE_KEY, JSON.stringify(trackIds));
  } catch {
    // A full or blocked storage: the files count as tried once, and still get their second time.
  }
}

/** The ids left behind; answers once. */
export function takeClaims(storage: CloseStorage): TrackId[] {
  try {
    const parsed = v.safeParse(schema, JSON.parse(storage.getItem(STORAGE_KEY) ?? '[]'));
    storage.removeItem(STORAGE_KEY);
    return parsed.success ? (parsed.output as TrackId[]) : [];
  } catch {
    return [];
  }
}
