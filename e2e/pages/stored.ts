// What a device keeps in its database, read past the app, so that two devices can be compared field by field.
import type { Page } from '@playwright/test';
import type { TrackRow } from '../../src/domain/library/track';
import type { SoundRow } from '../../src/domain/sound/sound';
import { ratingOf, type ChoiceRow, type Op, type PlayEvent } from '../../src/domain/sync/choice';

export interface StoredChoices {
  readonly choices: readonly ChoiceRow[];
  readonly ops: readonly Op[];
  readonly plays: readonly PlayEvent[];
}

/** In the order of their keys, without what only this device needs to know of them. */
export async function storedChoices(page: Page): Promise<StoredChoices> {
  const [choices, ops, plays] = await rowsOf(page, ['choices', 'ops', 'plays']) as [ChoiceRow[], Op[], PlayEvent[]];
  return { choices: sortedFields(choices), ops: ops.map((op) => withoutPending(op)), plays: plays.map((play) => withoutPending(play)) };
}

/** What is known of each recording, by title: the same on every device, whatever lies where. */
export async function storedFacts(page: Page): Promise<Readonly<Record<string, unknown>>> {
  const [tracks, choices] = await rowsOf(page, ['tracks', 'choices']) as [TrackRow[], ChoiceRow[]];
  const sounds = await packedRowsOf<SoundRow>(page, 'sounds', 'soundPacks');
  return Object.fromEntries(tracks.map(({ contentKey, tags, albumKey, coverHash }) => {
    const sound = sounds.filter((each) => each.contentKey === contentKey).map(({ origin: _, ...facts }) => facts)[0];
    const choice = choices.find((each) => each.kind === 'recording' && each.id === contentKey);
    return [tags?.title, { tags, albumKey, coverHash, sound, ratingHalfStars: ratingOf(choice) }];
  }));
}

/** All rows of a table that keeps some many to a row. */
export async function packedRowsOf<R>(page: Page, name: string, packsName: string): Promise<R[]> {
  const [alone, packs] = await rowsOf(page, [name, packsName]) as [R[], { readonly rows: readonly R[] }[]];
  return [...alone, ...packs.flatMap((pack) => pack.rows)];
}

/** All rows of some tables. */
export function rowsOf(page: Page, tables: readonly string[]): Promise<unknown[][]> {
  return page.evaluate((names) => new Promise<unknown[][]>((resolve, reject) => {
    const opening = indexedDB.open('soniquebay');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const reading = db.transaction(names);
      const requests = names.map((name) => reading.objectStore(name).getAll());
      reading.oncomplete = () => {
        db.close();
        resolve(requests.map((request) => request.result as unknown[]));
      };
      reading.onabort = () => reject(reading.error);
    };
  }), tables);
}

/** Fields of a row are in the order in which they arrived, which may differ. */
export function sortedFields(rows: readonly ChoiceRow[]): ChoiceRow[] {
  return rows.map((row) => ({ ...row, fields: Object.fromEntries(Object.entries(row.fields).sort(([a], [b]) => (a < b ? -1 : 1))) }));
}

function withoutPending<Row extends object>({ pending: _, ...shared }: Row & { readonly pending?: 1 }): Omit<Row, 'pending'> {
  return shared as Omit<Row, 'pending'>;
}
