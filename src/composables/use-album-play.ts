// Playing a whole album from its tile.
import type { AlbumKey, TrackId } from '../domain/library/ids';
import { useServices } from './services';
import { useToasts } from './use-toasts';

export function useAlbumPlay(): (albumKey: string) => Promise<void> {
  const { library, player } = useServices();
  const { showError } = useToasts();
  return async (albumKey) => {
    const answer = await library.query({ text: '', filter: { albumKey: albumKey as AlbumKey }, sort: { by: 'trackNo', descending: false } });
    if (answer.ok) player.playAll([...answer.value.trackIds] as TrackId[]);
    else showError(answer.error);
  };
}
