// Changes to playlists, each told with its way back.
import { useI18n } from 'vue-i18n';
import type { ContentKey, PlaylistId } from '../domain/library/ids';
import type { Playlist, PlaylistEntry } from '../domain/sync/choice';
import { useServices } from './services';
import { useToasts } from './use-toasts';

type Named = Pick<Playlist, 'playlistId' | 'name'>;

export function usePlaylistActions() {
  const { choices } = useServices();
  const { t } = useI18n();
  const { showUndo } = useToasts();

  async function add(playlist: Named, contentKeys: readonly ContentKey[]): Promise<void> {
    showUndo(t('playlists.added', { name: playlist.name }), await choices.addToPlaylist(playlist.playlistId, contentKeys));
  }

  async function createWith(name: string, contentKeys: readonly ContentKey[]): Promise<PlaylistId> {
    const playlistId = await choices.createPlaylist(name);
    if (contentKeys.length > 0) await add({ playlistId, name }, contentKeys);
    return playlistId;
  }

  async function remove(playlist: Named): Promise<void> {
    showUndo(t('playlists.deleted', { name: playlist.name }), await choices.deletePlaylist(playlist.playlistId));
  }

  async function removeEntry(entry: PlaylistEntry, title: string): Promise<void> {
    showUndo(t('playlists.removed', { title }), await choices.removeEntries([entry.entryId], entry.playlistId));
  }

  return { add, createWith, remove, removeEntry, rename: choices.renamePlaylist, moveEntry: choices.moveEntry };
}
