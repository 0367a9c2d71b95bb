// The file behind a track, opened through its root's handle: file handles kept for long fail on Android, and moves go unseen.
import { fileBelow } from '../../db/below';
import type { Database } from '../../db/database';
import type { TrackId } from '../../domain/library/ids';
import { filePathOf } from '../../domain/library/track';
import { err, messageOf, ok, type ErrorCode, type Result } from '../../domain/result';

/** Never asks for permission: a root that Chrome has closed answers `permission-denied`. */
export async function openTrackFile(db: Database, trackId: TrackId): Promise<Result<File>> {
  const row = await db.tracks.get(trackId);
  if (!row) return err('not-found');
  if (row.rootId === null) return err('file-gone', row.path);
  const root = await db.roots.get(row.rootId);
  if (!root) return err('folder-gone');
  try {
    const file = await (await fileBelow(root.handle, filePathOf(row.path))).getFile();
    return file.size === 0 ? err('file-empty', row.path) : ok(file);
  } catch (thrown) {
    return err(codeOf(thrown), `${row.path}: ${messageOf(thrown)}`);
  }
}

function codeOf(thrown: unknown): ErrorCode {
  switch (thrown instanceof DOMException ? thrown.name : '') {
    case 'NotFoundError':
    case 'TypeMismatchError':
      return 'file-gone';
    case 'NotAllowedError':
    case 'SecurityError':
      return 'permission-denied';
    default:
      return 'read-failed';
  }
}
