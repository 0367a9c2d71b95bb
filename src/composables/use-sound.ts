// The sound facts of one recording, as they come in.
import { computed, type ComputedRef } from 'vue';
import { soundOf } from '../db/sounds';
import type { ContentKey } from '../domain/library/ids';
import type { SoundRow } from '../domain/sound/sound';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

/** @param contentKey null where the recording is not known yet */
export function useSound(contentKey: () => ContentKey | null): ComputedRef<SoundRow | null> {
  const { db } = useServices();
  const live = useLiveQuery(() => {
    const key = contentKey();
    return key === null ? null : () => soundOf(db, key);
  });
  // The answer for the key before stays for a moment: it must not be taken for this one's.
  return computed(() => (live.value.value?.contentKey === contentKey() ? (live.value.value ?? null) : null));
}
