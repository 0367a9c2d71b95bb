// What a file on disk means for the row that is known of it.
import type { KnownFile } from '../../src/db/known-files';
import type { NewTrack, TrackPatch } from '../../src/db/tracks';
import type { RootId } from '../../src/domain/library/ids';
import { folderOf, HERE, MISSING, SEGMENTED, SEGMENTED_MISSING, type StageFailure } from '../../src/domain/library/track';

export type Comparison =
  | { readonly kind: 'new' }
  | { readonly kind: 'changed' | 'again'; readonly patch: TrackPatch }
  /** Needs no parse; the patch brings back a row that was missing. */
  | { readonly kind: 'unchanged'; readonly patch: TrackPatch | null }
  /** Was found before and never parsed. */
  | { readonly kind: 'waiting' };

/** Failures that lie in the moment, not in the file. */
const PASSING: readonly StageFailure['code'][] = ['file-gone', 'permission-denied', 'read-failed'];

export function compare(known: KnownFile | undefined, file: Pick<File, 'size' | 'lastModified'>): Comparison {
  if (!known) return { kind: 'new' };
  const sizeBytes = file.size;
  const mtimeMs = file.lastModified;
  // The content key and the tags stay until the new ones are known.
  if (known.sizeBytes !== sizeBytes || known.mtimeMs !== mtimeMs) {
    return { kind: 'changed', patch: { sizeBytes, mtimeMs, stage: 'found', failure: null, attempts: 0, missing: 0 } };
  }
  const passing = known.failure !== null && (known.failure.step === 'scan' || known.failure.step === 'parse') && PASSING.includes(known.failure.code);
  if (passing) return { kind: 'again', patch: { stage: 'found', failure: null, missing: 0 } };
  if (known.stage === 'found' && known.failure === null) return known.missing ? { kind: 'again', patch: { missing: 0 } } : { kind: 'waiting' };
  return { kind: 'unchanged', patch: backPatch(known) };
}

/** A file that is back is what it was: one that its segments stand for, or a track of its own. */
function backPatch({ missing }: KnownFile): TrackPatch | null {
  if (missing === SEGMENTED_MISSING) return { missing: SEGMENTED };
  return missing === MISSING ? { missing: HERE } : null;
}

/** The row of a file that was just found. @param failure why it could not even be looked at */
export function foundTrack(rootId: RootId, path: string, file: Pick<File, 'size' | 'lastModified'> | null, addedAtMs: number, failure: StageFailure | null = null): NewTrack {
  return {
    rootId, path, folder: folderOf(path), sizeBytes: file?.size ?? 0, mtimeMs: file?.lastModified ?? 0, stage: 'found', attempts: 0, failure, missing: 0, addedAtMs,
    contentKey: null, taggedAlbumKey: null, albumKey: null, artistKey: null, albumArtistKey: null, coverHash: null, tags: null, technical: null,
    versions: { parse: 0, analyse: 0, embed: 0 },
  };
}
