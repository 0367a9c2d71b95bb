// What is kept offline of other devices' music, and how much room it may take.
import { computed } from 'vue';
import { keptBytes } from '../db/kept';
import { usePreferencesStore } from '../stores/mirrors';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

const GB = 1e9;
/** Bytes, as text for a choice. */
export const KEEP_LIMITS = [1, 2, 5, 20, 100].map((gigabytes) => String(gigabytes * GB));

export function useKept() {
  const { db, preferences } = useServices();
  const store = usePreferencesStore();
  const used = useLiveQuery(() => () => keptBytes(db));
  return {
    usedBytes: computed(() => used.value.value ?? 0),
    limit: computed({
      get: () => String(store.state.keepLimitBytes),
      set: (bytes) => preferences.set({ keepLimitBytes: Number(bytes) }),
    }),
  };
}
