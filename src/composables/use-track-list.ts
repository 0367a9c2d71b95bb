// Ids of the tracks that a question finds, in order.
import { computed } from 'vue';
import type { TrackQuery } from '../domain/query/query';
import { useServices } from './services';
import { useSteadyAnswer } from './use-steady-answer';

export function useTrackList(query: () => TrackQuery | undefined) {
  const { library } = useServices();
  const { value, answered, error, retry } = useSteadyAnswer(query, (asked) => library.query(asked));
  return {
    /** null until the first answer. */
    trackIds: computed(() => value.value?.trackIds ?? null),
    totalDurationS: computed(() => value.value?.totalDurationS ?? 0),
    answered,
    error,
    retry,
  };
}
