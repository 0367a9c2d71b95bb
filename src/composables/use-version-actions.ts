// What a person can do with versions of a track, each with a way back.
import { useI18n } from 'vue-i18n';
import type { TrackId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { useServices } from './services';
import { useToasts } from './use-toasts';
import { useVersionWords } from './use-version-words';

export function useVersionActions() {
  const { t, n } = useI18n();
  const { choices } = useServices();
  const { showUndo } = useToasts();
  const { format } = useVersionWords();
  const count = (ids: readonly TrackId[]) => t('common.tracks', { n: n(ids.length) }, ids.length);

  async function prefer(view: TrackView, among: readonly Pick<TrackView, 'trackId'>[]): Promise<void> {
    const undo = await choices.preferVersion(view.trackId, among.map(({ trackId }) => trackId));
    showUndo(t('albums.versions.preferredToast', { title: view.title, what: format(view) }), undo);
  }

  async function preferNot(view: TrackView): Promise<void> {
    showUndo(t('albums.versions.notPreferredToast', { title: view.title }), await choices.preferNone(view.trackId));
  }

  async function hide(trackIds: readonly TrackId[]): Promise<void> {
    showUndo(t('albums.versions.hiddenToast', { tracks: count(trackIds) }), await choices.hideTracks(trackIds));
  }

  async function showAgain(trackIds: readonly TrackId[]): Promise<void> {
    showUndo(t('albums.versions.shownToast', { tracks: count(trackIds) }), await choices.showTracks(trackIds));
  }

  return { prefer, preferNot, hide, showAgain };
}
