// Where the sound of a track comes from: its file here, a part of one, or the device that holds it.
import type { Database } from '../../db/database';
import { holdersOf } from '../../db/holdings';
import { tracksByIds } from '../../db/tracks';
import type { ContentKey, TrackId } from '../../domain/library/ids';
import type { Segment } from '../../domain/library/track';
import { err, ok, type AppError, type ErrorCode, type Result } from '../../domain/result';
import { isElsewhere } from '../../domain/sync/elsewhere';
import { openTrackFile } from '../folders/open-file';

/** Recordings that other devices hold. */
export interface RemoteAudio {
  /** An address that the media element can play. */
  streamUrl(contentKey: ContentKey): Promise<Result<string>>;
  /** Why an address does not play: the media element itself cannot tell. Null where it answers well. */
  explain(url: string): Promise<AppError | null>;
}

export interface TrackSource {
  /** A file of this device, or the address of one elsewhere. */
  readonly media: Blob | string;
  /** The stretch of it that is the track; null for all. */
  readonly segment: Segment | null;
}

/** The file is lost here; another device may have it. A closed folder is not lost: one click opens it. */
const LOST: ReadonlySet<ErrorCode> = new Set(['file-gone', 'folder-gone', 'file-empty']);
/** No other device can be asked: what is wrong here says more. */
const ALONE: ReadonlySet<ErrorCode> = new Set(['not-found', 'unauthorised', 'revoked', 'forbidden']);

export async function openSource(db: Database, remote: RemoteAudio, trackId: TrackId): Promise<Result<TrackSource>> {
  const [row] = await tracksByIds(db, [trackId]);
  if (!row) return err('not-found');
  const whole = (media: Result<Blob | string>): Result<TrackSource> => (media.ok ? ok({ media: media.value, segment: row.segment ?? null }) : media);
  if (isElsewhere(row)) return whole(await streamOf(remote, row.contentKey, err('device-offline'), new Set(['not-found'])));
  const file = await openTrackFile(db, trackId);
  if (file.ok || !LOST.has(file.error.code) || row.contentKey === null) return whole(file);
  return whole((await holdersOf(db, row.contentKey)).length > 0 ? await streamOf(remote, row.contentKey, file, ALONE) : file);
}

/** @param otherwise the answer where nobody can be asked, which the codes in `alone` say */
async function streamOf(remote: RemoteAudio, contentKey: ContentKey | null, otherwise: Result<Blob | string>, alone: ReadonlySet<ErrorCode>): Promise<Result<Blob | string>> {
  const url = contentKey === null ? otherwise : await remote.streamUrl(contentKey);
  return url.ok || !alone.has(url.error.code) ? url : otherwise;
}
