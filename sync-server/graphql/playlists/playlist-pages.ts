// Playlists and their entries, read from choices. A library has hundreds of the one; a playlist's entries are few enough to be ordered in memory.
import type { Kysely } from 'kysely';
import { foldText, hasTerm, queryTerms, searchWords } from '../../../src/domain/query/fold';
import { playlistOf, type Playlist, type PlaylistEntry } from '../../../src/domain/sync/choice';
import { entriesInOrder } from '../../../src/domain/sync/order';
import { choiceRowOf, readChoices } from '../../store/choices';
import type { Tables } from '../../store/schema';
import { grouped } from '../../../src/domain/grouped';
import type { Order, OrderColumn } from '../lists/keyset';
import { plainText } from '../tracks/track-filter';

type Db = Kysely<Tables>;

export interface PlaylistFilter {
  readonly text?: string | null | undefined;
  /** Playlists with any of these recordings in them. */
  readonly contentKeys?: readonly string[] | null | undefined;
}

export type PlaylistSortField = 'NAME' | 'CREATED_AT';

/** Playlists that were not deleted. */
export async function readPlaylists(db: Db, libraryId: string, filter: PlaylistFilter = {}): Promise<Playlist[]> {
  const rows = await db.selectFrom('choices').selectAll().where('library_id', '=', libraryId).where('kind', '=', 'playlist').execute();
  const playlists = rows.map((row) => playlistOf(choiceRowOf(row))).filter((playlist) => !playlist.deleted);
  const terms = queryTerms(filter.text ?? '');
  const named = playlists.filter(({ name }) => terms.every((term) => hasTerm(searchWords(name), term)));
  if (!filter.contentKeys) return named;
  const wanted = new Set(filter.contentKeys.map(plainText));
  const entries = await readEntries(db, libraryId, named.map(({ playlistId }) => playlistId));
  return named.filter(({ playlistId }) => entries.get(playlistId)?.some(({ contentKey }) => wanted.has(contentKey)));
}

/** Entries of each playlist in their order; also of deleted ones. */
export async function readEntries(db: Db, libraryId: string, playlistIds: readonly string[]): Promise<ReadonlyMap<string, PlaylistEntry[]>> {
  const entries = entriesInOrder(await readChoices(db, libraryId, 'playlistEntry', 'parent', playlistIds));
  return grouped(entries.filter(({ contentKey }) => contentKey !== ''), ({ playlistId }) => playlistId);
}

export function playlistOrder(by: PlaylistSortField, descending: boolean): Order<Playlist> {
  const first: OrderColumn<Playlist> = by === 'NAME'
    ? { column: 'name', kind: 'text', nullable: false, descending, value: ({ name }) => foldText(name) }
    : { column: 'createdAtMs', kind: 'int', nullable: false, descending, value: ({ createdAtMs }) => createdAtMs };
  return {
    name: `${by} ${descending ? 'down' : 'up'}`,
    columns: [first, { column: 'playlistId', kind: 'text', nullable: false, descending: false, value: ({ playlistId }) => playlistId }],
  };
}

export const ENTRY_ORDER: Order<PlaylistEntry> = {
  name: 'ENTRY',
  columns: [
    { column: 'orderKey', kind: 'text', nullable: false, descending: false, value: ({ orderKey }) => orderKey },
    { column: 'entryId', kind: 'text', nullable: false, descending: false, value: ({ entryId }) => entryId },
  ],
};
