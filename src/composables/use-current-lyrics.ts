// The lyrics of what plays, the best there are.
import { computed } from 'vue';
import { lyricsFilesOf } from '../db/lyrics-files';
import { tagDetails } from '../db/tag-details';
import { allLyrics, type SourcedLyrics } from '../domain/library/lyrics-file';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';
import { usePlayer } from './use-player';

/** @returns undefined until it is known; null where there are none */
export function useCurrentLyrics() {
  const { db } = useServices();
  const { current } = usePlayer();
  const trackId = computed(() => current.value?.trackId ?? null);
  const live = useLiveQuery(() => {
    const id = trackId.value;
    return id === null ? null : async (): Promise<{ readonly id: number; readonly best: SourcedLyrics | null }> => {
      const row = await db.tracks.get(id);
      const [files, details] = await Promise.all([row ? lyricsFilesOf(db, row) : [], tagDetails(db, id)]);
      return { id, best: allLyrics(files, details?.lyrics ?? [])[0] ?? null };
    };
  });
  return computed(() => (live.value.value?.id === trackId.value ? live.value.value?.best : undefined));
}
