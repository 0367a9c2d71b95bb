// The sound facts of one recording, and what is drawn of it, as they come in.
import { computed, type ComputedRef } from 'vue';
import type { Database } from '../db/database';
import { curvesOf, soundOf } from '../db/sounds';
import type { ContentKey } from '../domain/library/ids';
import type { CurvesRow, SoundRow } from '../domain/sound/sound';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

/** @param contentKey null where the recording is not known yet */
export function useSound(contentKey: () => ContentKey | null): ComputedRef<SoundRow | null> {
  return useOfRecording(contentKey, soundOf);
}

/** As `useSound`. Some 10 KB each, and more for long ones: for one recording at a time. */
export function useCurves(contentKey: () => ContentKey | null): ComputedRef<CurvesRow | null> {
  return useOfRecording(contentKey, curvesOf);
}

function useOfRecording<R extends { readonly contentKey: ContentKey }>(
  contentKey: () => ContentKey | null, read: (db: Database, key: ContentKey) => Promise<R | undefined>,
): ComputedRef<R | null> {
  const { db } = useServices();
  const live = useLiveQuery(() => {
    const key = contentKey();
    return key === null ? null : () => read(db, key);
  });
  // The answer for the key before stays for a moment: it must not be taken for this one's.
  return computed(() => (live.value.value?.contentKey === contentKey() ? (live.value.value ?? null) : null));
}
