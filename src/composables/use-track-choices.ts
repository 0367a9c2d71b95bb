// Loving and rating one track: shown where it happens, so that no toast is needed.
import { computed, shallowRef, type WritableComputedRef } from 'vue';
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

/** The rating of a track as the person last set it, even while it is still being written: a key held down must not start over. */
export function useRating(view: () => TrackView): WritableComputedRef<number | null> {
  const { rate } = useTrackChoices();
  const wanted = shallowRef<{ readonly rating: number | null; readonly contentKey: TrackView['contentKey'] } | null>(null);

  async function set(rating: number | null): Promise<void> {
    const mine = (wanted.value = { rating, contentKey: view().contentKey });
    await rate(view(), rating);
    if (wanted.value === mine && view().rating === rating) wanted.value = null;
  }

  return computed({
    get: () => (wanted.value?.contentKey === view().contentKey ? wanted.value.rating : view().rating),
    set: (rating) => void set(rating),
  });
}
