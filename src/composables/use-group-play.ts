// Playing a whole album from its tile.
import type { AlbumKey, TrackId } from '../domain/library/ids';
import { useServices } from './services';
import { useToasts } from './use-toasts';
import { useTrackActions } from './use-track-actions';

export function useGroupPlay() {
  const { library } = useServices();
  const { play } = useTrackActions();
  const { showError } = useToasts();
  return async (albumKey: string): Promise<void> => {
    const found = await library.query({ text: '', filter: { albumKey: albumKey as AlbumKey }, sort: { by: 'trackNo', descending: false } });
    if (found.ok) play(Array.from(found.value.trackIds) as TrackId[]);
    else showError(found.error);
  };
}
