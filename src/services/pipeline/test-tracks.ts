// Rows for tests of the pipeline: parsed files that wait for their sound.
import type { NewTrack } from '../../db/tracks';
import type { ContentKey, RootId } from '../../domain/library/ids';
import { STAGE_VERSIONS } from '../../domain/versions';

export function parsedTrack(path: string, over: Partial<NewTrack> = {}): NewTrack {
  return {
    rootId: 1 as RootId, path, folder: '', sizeBytes: 1000, mtimeMs: 0, stage: 'parsed', attempts: 0, failure: null, missing: 0, addedAtMs: 0,
    contentKey: `key of ${path}` as ContentKey, taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null,
    tags: null, technical: null, versions: { parse: STAGE_VERSIONS.parse, analyse: 0, embed: 0 }, ...over,
  };
}
