// Which tracks belong to an album, artist or genre, as SQL.
import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { inList } from './in-list';
import type { GroupKind, Tables } from './schema';

/** Each track once for each group it is in. @param keys of the groups, all unless given */
export function membersOf(db: Kysely<Tables>, libraryId: string, kind: GroupKind, keys: readonly string[] | null = null): RawBuilder<unknown> {
  const among = (column: string): RawBuilder<SqlBool> => (keys ? inList(db, column, keys) : sql<SqlBool>`1 = 1`);
  switch (kind) {
    case 'album':
      return sql`select tracks.*, album_key as group_key, album as group_name, album_sort as group_sort from tracks
        where library_id = ${libraryId} and album_key is not null and album is not null and ${among('album_key')}`;
    case 'artist':
      return sql`select tracks.*, artist_key as group_key, artist as group_name, artist_sort as group_sort from tracks
        where library_id = ${libraryId} and artist_key is not null and artist is not null and ${among('artist_key')}
        union all select tracks.*, album_artist_key as group_key, album_artist as group_name, album_artist_sort as group_sort from tracks
        where library_id = ${libraryId} and album_artist_key is not null and album_artist is not null and (artist_key is null or artist_key <> album_artist_key)
        and ${among('album_artist_key')}`;
    case 'genre':
      return sql`select tracks.*, track_genres.genre_key as group_key, track_genres.genre as group_name, track_genres.genre_key as group_sort
        from track_genres join tracks on tracks.library_id = track_genres.library_id and tracks.content_key = track_genres.content_key
        and tracks.tagged_album_key = track_genres.tagged_album_key where track_genres.library_id = ${libraryId} and ${among('track_genres.genre_key')}`;
  }
}
