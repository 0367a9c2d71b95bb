// Where the sound of a track comes from: its file here, or the device that holds it.
import type { Database } from '../../db/database';
import { tracksByIds } from '../../db/tracks';
import type { ContentKey, TrackId } from '../../domain/library/ids';
import { ELSEWHERE } from '../../domain/library/track';
import { err, ok, type AppError, type ErrorCode, type Result } from '../../domain/result';
import { openTrackFile } from '../folders/open-file';

/** Recordings that other devices hold. */
export interface RemoteAudio {
  /** An address that the media element can play. */
  streamUrl(contentKey: ContentKey): Promise<Result<string>>;
  /** Why an address does not play: the media element itself cannot tell. Null where it answers well. */
  explain(url: string): Promise<AppError | null>;
}

/** A file of this device, or the address of one elsewhere. */
export type TrackSource = Blob | string;

/** The file is lost here; another device may have it. A closed folder is not lost: one click opens it. */
const LOST: ReadonlySet<ErrorCode> = new Set(['file-gone', 'folder-gone', 'file-empty']);
/** Nobody else has it either: what is wrong here says more. */
const NOWHERE: ReadonlySet<ErrorCode> = new Set(['not-found', 'unauthorised', 'revoked', 'forbidden']);

export async function openSource(db: Database, remote: RemoteAudio, trackId: TrackId): Promise<Result<TrackSource>> {
  const [row] = await tracksByIds(db, [trackId]);
  if (!row) return err('not-found');
  const file = row.missing === ELSEWHERE ? err('file-gone', row.path) : await openTrackFile(db, trackId);
  if (file.ok || !LOST.has(file.error.code) || row.contentKey === null) return file;
  const url = await remote.streamUrl(row.contentKey);
  if (url.ok) return ok(url.value);
  return NOWHERE.has(url.error.code) ? file : url;
}
