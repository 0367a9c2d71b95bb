// An album whose tracks were all edited has another key: whoever looks at it goes on with them.
import { watch } from 'vue';
import { useRouter } from 'vue-router';
import { tracksByIds } from '../db/tracks';
import type { AlbumKey, TrackId } from '../domain/library/ids';
import { useServices } from './services';

/** @param album the one that is shown; @param trackIds its tracks, null while unknown */
export function useAlbumSuccessor(album: () => AlbumKey, trackIds: () => Uint32Array | null): void {
  const { db } = useServices();
  const router = useRouter();
  let shown: { readonly album: AlbumKey; readonly trackId: TrackId } | null = null;
  watch(trackIds, async (ids) => {
    if (ids === null) return;
    const [first] = ids;
    if (first !== undefined) {
      shown = { album: album(), trackId: first as TrackId };
      return;
    }
    if (shown?.album !== album()) return;
    const [row] = await tracksByIds(db, [shown.trackId]);
    if (row?.albumKey && row.albumKey !== shown.album && shown.album === album()) await router.replace({ name: 'album', params: { key: row.albumKey } });
  });
}
