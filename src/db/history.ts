// What is known of past changes on this device, for the history of a playlist.
import type { PlaylistId } from '../domain/library/ids';
import type { ChoiceRow } from '../domain/sync/choice';
import type { Database } from './database';

/** Every entry that a playlist ever had, removed ones too. */
export function entryRowsOf(db: Database, playlistId: PlaylistId): Promise<ChoiceRow[]> {
  return db.choices.where('[kind+parent]').equals(['playlistEntry', playlistId]).toArray();
}
