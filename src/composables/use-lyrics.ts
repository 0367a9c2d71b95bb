// All lyrics of a track: in its tags, and in files named after it.
import { computed } from 'vue';
import { lyricsFilesOf } from '../db/lyrics-files';
import { allLyrics, type SourcedLyrics } from '../domain/library/lyrics-file';
import type { TaggedLyrics } from '../domain/library/tag-details';
import type { TrackRow } from '../domain/library/track';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

/** @param row null while nothing is shown @param tagged what its tags have */
export function useLyrics(row: () => Pick<TrackRow, 'trackId' | 'rootId' | 'path' | 'segment'> | null, tagged: () => readonly TaggedLyrics[]) {
  const { db } = useServices();
  const live = useLiveQuery(() => {
    const shown = row();
    return shown && (async () => ({ trackId: shown.trackId, files: await lyricsFilesOf(db, shown) }));
  });
  return computed((): SourcedLyrics[] => {
    const files = live.value.value?.trackId === row()?.trackId ? live.value.value?.files : undefined;
    // Not yet known: tags alone would be shown first and then make room.
    return files === undefined ? [] : allLyrics(files, tagged());
  });
}
