// Details of tags: written with the row they belong to, read by the page of a track.
import type { TrackId } from '../domain/library/ids';
import type { TagDetails } from '../domain/library/tag-details';
import type { Database } from './database';

/** What the tags of a track say beyond its row; undefined where the row was read before details were kept, or is of another device. */
export function tagDetails(db: Database, trackId: TrackId): Promise<TagDetails | undefined> {
  return db.tagDetails.get(trackId);
}

/** Call inside the transaction that writes the rows. */
export async function putTagDetails(db: Database, details: ReadonlyMap<TrackId, TagDetails>): Promise<void> {
  if (details.size > 0) await db.tagDetails.bulkPut([...details].map(([trackId, each]) => ({ ...each, trackId, ...(each.cueSheet !== undefined && { hasCue: 1 as const }) })));
}
