// Loving and rating one track: shown where it happens, so that no toast is needed.
import type { TrackView } from '../domain/library/track-view';
import { useServices } from './services';

export function useTrackChoices() {
  const { choices } = useServices();

  /** A track whose content key is not known yet has nothing to hang a choice on. */
  async function toggleLove(view: TrackView): Promise<void> {
    if (view.contentKey) await choices.love([view.contentKey], !view.loved);
  }

  async function rate(view: TrackView, rating: number | null): Promise<void> {
    if (view.contentKey) await choices.rate([view.contentKey], rating);
  }

  return { toggleLove, rate };
}
