// Files that were tagged anew: what was edited under the old album is found under the new one.
import { tagsAsRead } from '../domain/library/edits';
import { isGuessable } from '../domain/library/guessed-tags';
import type { ContentKey } from '../domain/library/ids';
import type { TrackRow } from '../domain/library/track';
import { subjectOf } from '../domain/sync/elsewhere';
import { albumPart } from '../domain/sync/facts';
import { putAliases } from './aliases';
import type { Database } from './database';
import { storedEdits } from './edits';

/**
 * Notes where tags went. Call inside a transaction over `rowTables`.
 * @param retagged pairs of rows before and after, of one recording each
 */
export async function noteRetagged(db: Database, retagged: readonly (readonly [TrackRow, TrackRow])[]): Promise<void> {
  const moved = retagged.filter(([before, after]) => before.contentKey !== null && before.contentKey === after.contentKey && before.taggedAlbumKey !== after.taggedAlbumKey);
  if (moved.length === 0) return;
  const edits = await storedEdits(db, moved.map(([before]) => before));
  // Naming by path goes over every file without tags: where nothing hangs on the names, it leaves no trace.
  const kept = moved.filter(([before, after]) => !isGuessStep(before, after) || edits.get(subjectOf(before)) !== undefined);
  await putAliases(db, kept.map(([before, after]) => ({ contentKey: before.contentKey as ContentKey, from: albumPart(before.taggedAlbumKey), to: albumPart(after.taggedAlbumKey) })), 'here');
}

/** Between tags as read, without a title, and the same with what the path says. */
function isGuessStep(before: TrackRow, after: TrackRow): boolean {
  const [old, now] = [tagsAsRead(before), tagsAsRead(after)];
  if (!old || !now) return false;
  const isBare = (tags: typeof old) => isGuessable(tags) && !tags.guessed;
  return (isBare(old) && now.guessed !== undefined) || (isBare(now) && old.guessed !== undefined);
}
