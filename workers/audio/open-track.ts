// The file behind a row, opened through its root's handle; never asks for permission.
import { fileBelow } from '../../src/db/below';
import type { Database } from '../../src/db/database';
import type { ContentKey, TrackId } from '../../src/domain/library/ids';
import { filePathOf, type TrackRow } from '../../src/domain/library/track';
import { err, messageOf, ok, type Result } from '../../src/domain/result';
import { readError } from './read-error';


export async function readRow(db: Database, trackId: TrackId): Promise<Result<TrackRow & { readonly contentKey: ContentKey }>> {
  const row = await db.tracks.get(trackId);
  if (!row) return err('not-found', `No track ${trackId}.`);
  const { contentKey } = row;
  return contentKey ? ok({ ...row, contentKey }) : err('not-found', `${row.path} has not been parsed.`);
}

export async function openTrack(db: Database, row: TrackRow): Promise<Result<File>> {
  const root = row.rootId === null ? undefined : await db.roots.get(row.rootId);
  if (!root) return err('folder-gone', `No folder ${row.rootId}.`);
  try {
    const file = await (await fileBelow(root.handle, filePathOf(row.path))).getFile();
    if (file.size === 0) return err('file-empty', row.path);
    // Facts of another file's audio must never hang on this row's contentKey; a scan will see the change.
    if (file.size !== row.sizeBytes && file.lastModified !== row.mtimeMs) return err('read-failed', `${row.path} changed after it was scanned.`);
    return ok(file);
  } catch (thrown) {
    return { ok: false, error: readError(thrown) ?? { code: 'read-failed', detail: messageOf(thrown) } };
  }
}
