// How loud an album is as a whole, and the gain that follows, once all of its tracks are analysed.
import { computed, type ComputedRef } from 'vue';
import { blockLoudnessOf } from '../db/sounds';
import { meanLoudness } from '../domain/library/album-facts';
import type { ContentKey } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { albumLoudness } from '../domain/sound/block-loudness';
import { replayGainDb } from '../domain/sound/replay-gain';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

export interface AlbumLoudness {
  readonly lufs: number;
  /** ReplayGain 2.0; null where the loudness is only a mean of the tracks'. */
  readonly gainDb: number | null;
}

/** Read after the page is drawn. @param views all tracks of the album; null where one is not analysed, or where all is silent */
export function useAlbumLoudness(views: () => readonly TrackView[]): ComputedRef<AlbumLoudness | null> {
  const { db } = useServices();
  /** One text, so that a rating does not read everything again. Empty until every track is analysed. */
  const keys = computed(() => (views().every((view) => view.loudness && view.contentKey) ? views().map((view) => view.contentKey).join(' ') : ''));
  const live = useLiveQuery(() => {
    const asked = keys.value;
    return asked === '' ? null : () => blockLoudnessOf(db, asked.split(' ') as ContentKey[]).then((tracks) => ({ asked, lufs: tracks && albumLoudness(tracks) }));
  });
  const mean = computed(() => meanLoudness(views()));
  return computed(() => {
    const gated = live.value.value;
    if (!gated || gated.asked !== keys.value) return null;
    if (gated.lufs !== null) return { lufs: gated.lufs, gainDb: replayGainDb(gated.lufs) };
    return mean.value === null ? null : { lufs: mean.value, gainDb: null };
  });
}
