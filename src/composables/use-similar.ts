// Tracks that sound like one, each with how close it is and why.
import { computed } from 'vue';
import { trackViews } from '../db/tracks';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { ok, type Result } from '../domain/result';
import { likeness, type Likened, type Reason } from '../domain/sound/likeness';
import { strongestSoundTags } from '../domain/sound/sound-tags';
import type { SimilarHit } from '../domain/worker-api';
import { useServices } from './services';
import { useLibraryAnswer } from './use-library-answer';
import { useLiveQuery } from './use-live-query';

export interface SimilarTrack {
  readonly view: TrackView;
  /** −1–1. */
  readonly similarity: number;
  readonly reasons: readonly Reason[];
}

const REASONS = 2;

/** @param trackId undefined while the track has no vector to compare */
export function useSimilar(trackId: () => TrackId | undefined, limit: number) {
  const { db, library } = useServices();
  const hits = useLibraryAnswer(trackId, alike);
  /** At or below 0 two tracks are no more alike than any two of the library. */
  async function alike(id: TrackId): Promise<Result<readonly SimilarHit[]>> {
    const found = await library.similar(id, limit);
    return found.ok ? ok(found.value.filter((hit) => hit.similarity > 0)) : found;
  }

  const live = useLiveQuery(() => {
    const id = trackId();
    const found = hits.value.value;
    return found && id !== undefined ? () => likenedTracks([id, ...found.map((hit) => hit.trackId)]) : null;
  });

  async function likenedTracks(ids: readonly TrackId[]): Promise<Map<TrackId, LikenedTrack>> {
    const views = await trackViews(db, ids);
    const sounds = await db.sounds.bulkGet(views.map((view) => view.contentKey ?? ('' as never)));
    return new Map(views.map((view, i) => [view.trackId, { view, soundTags: strongestSoundTags(sounds[i]?.soundTags ?? null).map((tag) => tag.name) }]));
  }

  const tracks = computed(() => {
    const likened = live.value.value;
    const id = trackId();
    const own = id === undefined ? undefined : likened?.get(id);
    if (!likened || !own) return undefined;
    return (hits.value.value ?? []).flatMap(({ trackId: otherId, similarity }): SimilarTrack[] => {
      const other = likened.get(otherId);
      return other ? [{ view: other.view, similarity, reasons: likeness(own, other, REASONS) }] : [];
    });
  });
  return { tracks, error: hits.error };
}

interface LikenedTrack extends Likened {
  readonly view: TrackView;
}
