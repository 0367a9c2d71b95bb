// Showing two artists as one, and apart again.
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import type { ArtistKey } from '../domain/library/ids';
import { useServices } from './services';
import { useToasts } from './use-toasts';

export interface NamedArtist {
  readonly key: ArtistKey;
  readonly name: string;
}

export function useArtistActions() {
  const { t } = useI18n();
  const router = useRouter();
  const { choices } = useServices();
  const { showUndo } = useToasts();

  async function merge(from: NamedArtist, into: NamedArtist): Promise<void> {
    const undo = await choices.mergeArtists(from.key, into.key);
    showUndo(t('library.artist.mergedToast', { name: from.name, into: into.name }), undo);
    await router.replace({ name: 'artist', params: { key: into.key } });
  }

  async function split(artist: NamedArtist): Promise<void> {
    showUndo(t('library.artist.splitToast', { name: artist.name }), await choices.splitArtist(artist.key));
  }

  return { merge, split };
}
