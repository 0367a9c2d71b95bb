// Choosing the cover of an album: from a file, from the clipboard, dropped, or among those found; each with a way back.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { AlbumKey } from '../domain/library/ids';
import { chosenCoverOf } from '../domain/library/shown-cover';
import type { Result } from '../domain/result';
import type { Undo } from '../services/choices/choices';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';
import { useToasts } from './use-toasts';

/** What a cover may be drawn from. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'image/bmp'];

/** The first picture among files; null where there is none. */
export function pictureAmong(files: Iterable<File>): File | null {
  return [...files].find((file) => file.type.startsWith('image/')) ?? null;
}

export function useAlbumCover(albumKey: () => AlbumKey, name: () => string) {
  const { t } = useI18n();
  const { covers, db } = useServices();
  const { show, showUndo, showError } = useToasts();
  const choice = useLiveQuery(() => {
    const key = albumKey();
    return () => db.choices.get(['album', key]);
  });

  function tell(message: string, written: Result<Undo>): void {
    if (written.ok) showUndo(message, written.value);
    else showError(written.error);
  }

  async function choose(picture: Blob): Promise<void> {
    const album = name();
    tell(t('cover.changed', { name: album }), await covers.choose(albumKey(), picture));
  }

  async function reset(): Promise<void> {
    const album = name();
    tell(t('cover.wasReset', { name: album }), await covers.reset(albumKey()));
  }

  /** Asks for the clipboard where the browser lets pages read it. */
  async function paste(): Promise<void> {
    const picture = await clipboardPicture().catch(() => null);
    if (picture) await choose(picture);
    else show(t('cover.nothingToPaste'));
  }

  return { choose, reset, paste, isChosen: computed(() => chosenCoverOf(choice.value.value) !== null), found: () => covers.found(albumKey()) };
}

async function clipboardPicture(): Promise<Blob | null> {
  for (const item of await navigator.clipboard.read()) {
    const type = item.types.find((each) => each.startsWith('image/'));
    if (type) return item.getType(type);
  }
  return null;
}
