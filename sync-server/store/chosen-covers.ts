// Covers that a person chose for albums, over those of the files.
import type { Kysely } from 'kysely';
import { chosenCoverOf } from '../../src/domain/library/shown-cover';
import { readChoices } from './choices';
import { inList } from './in-list';
import type { ProjectedTrack } from './projection-row';
import type { Tables } from './schema';

/** The rows with the covers that are chosen for their albums. */
export async function withChosenCovers(trx: Kysely<Tables>, libraryId: string, rows: ProjectedTrack[]): Promise<ProjectedTrack[]> {
  const albums = [...new Set(rows.flatMap(({ track }) => track.album_key ?? []))];
  const choices = await readChoices(trx, libraryId, 'album', 'entity_id', albums);
  const covers = new Map(choices.map((choice) => [choice.id, chosenCoverOf(choice)]));
  if (covers.size === 0) return rows;
  return rows.map((row) => {
    const chosen = row.track.album_key && covers.get(row.track.album_key);
    return chosen ? { ...row, track: { ...row.track, cover_hash: chosen } } : row;
  });
}

/** Recordings of these albums, as the library shows them now. */
export async function recordingsOfAlbums(trx: Kysely<Tables>, libraryId: string, albumKeys: readonly string[]): Promise<string[]> {
  if (albumKeys.length === 0) return [];
  const rows = await trx.selectFrom('tracks').select('content_key').distinct().where('library_id', '=', libraryId).where(inList(trx, 'album_key', albumKeys)).execute();
  return rows.map((row) => row.content_key);
}
