// Chosen covers: the worker reads and draws pictures, the choice and its rows are written here.
import { chooseAlbumCover } from '../../db/album-covers';
import type { Database } from '../../db/database';
import { databaseError } from '../../db/failure';
import type { AlbumKey, CoverHash, TrackId } from '../../domain/library/ids';
import { chosenCoverOf } from '../../domain/library/shown-cover';
import { ok, type Result } from '../../domain/result';
import type { PictureApi } from '../../domain/worker-api';
import type { Undo } from '../choices/choices';
import type { Library } from '../library/library';
import type { WorkerCalls } from '../workers/worker-client';
import type { Covers } from './covers';

export interface CoversDeps {
  readonly db: Database;
  readonly ingest: WorkerCalls<PictureApi>;
  readonly library: Pick<Library, 'query'>;
  readonly now: () => number;
  readonly newId: () => string;
}

export function createCovers({ db, ingest, library, now, newId }: CoversDeps): Covers {
  async function tracksOf(albumKey: AlbumKey): Promise<Result<TrackId[]>> {
    const found = await library.query({ text: '', filter: { albumKey, versions: 'all', where: 'any' }, sort: { by: 'trackNo', descending: false } });
    return found.ok ? ok(Array.from(found.value.trackIds) as TrackId[]) : found;
  }

  async function write(albumKey: AlbumKey, coverHash: CoverHash | null): Promise<Result<Undo>> {
    const trackIds = await tracksOf(albumKey);
    if (!trackIds.ok) return trackIds;
    try {
      const before = chosenCoverOf(await db.choices.get(['album', albumKey]));
      await chooseAlbumCover(db, { albumKey, coverHash, trackIds: trackIds.value }, { nowMs: now(), newId });
      return ok(async () => void (await write(albumKey, before)));
    } catch (thrown) {
      return { ok: false, error: databaseError(thrown) };
    }
  }

  return {
    async choose(albumKey, picture) {
      const kept = await ingest.keepPicture(picture);
      return kept.ok ? write(albumKey, kept.value) : kept;
    },
    reset: (albumKey) => write(albumKey, null),
    async found(albumKey) {
      const trackIds = await tracksOf(albumKey);
      return trackIds.ok ? ingest.foundPictures(trackIds.value) : trackIds;
    },
  };
}
