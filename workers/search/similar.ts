// Tracks that sound like a track: its recording's neighbours, each shown by one track that holds it.
import type { TrackId } from '../../src/domain/library/ids';
import { err, ok, type Result } from '../../src/domain/result';
import type { SimilarHit } from '../../src/domain/worker-api';
import type { LibraryIndex } from './library-index';
import { NONE } from './string-table';
import type { VectorIndex } from '../../src/domain/sound/vector-index';

/** Copies of the same audio share a recording, so that neither the track itself nor a copy of it is an answer, nor is another version of it. */
export function similarTracks(index: LibraryIndex, vectors: VectorIndex, trackId: TrackId, limit: number): Result<SimilarHit[]> {
  const slot = index.columns.slotOf(trackId);
  if (slot === undefined) return err('not-found', 'The track is not in the library.');
  const key = index.columns.tables.contentKey.text(index.columns.arrays.contentKey[slot] as number);
  const id = key === null ? undefined : vectors.find(key);
  if (id === undefined) return err('not-found', 'The track has no embedding yet.');
  const holders = index.holdersOf(vectors);
  const standIn = index.columns.arrays.trackId[index.standInOf(slot)];
  return ok(vectors.nearest(id, limit, (other) => holders[other] !== NONE && holders[other] !== standIn).map((hit) => ({ trackId: holders[hit.id] as TrackId, similarity: hit.similarity })));
}
