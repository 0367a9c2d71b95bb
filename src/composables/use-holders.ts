// Which other devices hold recordings, live, and that in words.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ContentKey, DeviceId } from '../domain/library/ids';
import type { TrackView } from '../domain/library/track-view';
import { useSyncStore } from '../stores/mirrors';
import { placeOf, type Place } from './places';
import { useServices } from './services';
import { useFormats } from './use-formats';
import { useLiveQuery } from './use-live-query';

export interface ShownPlace extends Place {
  /** "On Desktop". */
  readonly text: string;
  /** The same with why it cannot be played now; for a tooltip. */
  readonly hint: string;
}

/** @param contentKeys of what is on the screen; few */
function useHolders(contentKeys: () => readonly ContentKey[]) {
  const { db } = useServices();
  const wanted = computed((before?: string) => {
    const keys = [...new Set(contentKeys())].sort().join();
    return keys === before ? before : keys;
  });
  const live = useLiveQuery(() => {
    const keys = wanted.value === '' ? [] : (wanted.value.split(',') as ContentKey[]);
    if (keys.length === 0) return null;
    return async (): Promise<ReadonlyMap<ContentKey, readonly DeviceId[]>> => {
      const rows = await db.holdings.bulkGet(keys);
      return new Map(keys.map((key, i) => [key, rows[i]?.deviceIds ?? []]));
    };
  });
  return (contentKey: ContentKey): readonly DeviceId[] | undefined => live.value.value?.get(contentKey);
}

/**
 * Places of recordings that this device lacks.
 * @returns the place of a recording; null while unknown
 */
export function usePlaces(contentKeys: () => readonly ContentKey[]): (contentKey: ContentKey | null) => ShownPlace | null {
  const { t } = useI18n();
  const { list } = useFormats();
  const store = useSyncStore();
  const holdersOf = useHolders(contentKeys);
  /** Without the server no device can be asked, whatever the list said last. */
  const reachable = computed(() => store.state.status === 'idle' || store.state.status === 'exchanging');

  return (contentKey) => {
    const holders = contentKey === null ? undefined : holdersOf(contentKey);
    if (!holders) return null;
    const place = placeOf(holders, reachable.value ? store.state.devices : store.state.devices.map((device) => ({ ...device, online: false })));
    if (place.kind === 'nowhere') return { ...place, text: t('elsewhere.onNone'), hint: t('elsewhere.noneHint') };
    const text = place.names.length > 0 ? t('elsewhere.on', { devices: list(place.names) }) : t('elsewhere.onOther');
    const asleep = place.names.length > 0 ? `${t('elsewhere.asleep', { devices: list(place.names) })}. ${t('elsewhere.asleepHint')}` : `${text}. ${t('elsewhere.asleepHint')}`;
    return { ...place, text, hint: place.kind === 'asleep' ? asleep : text };
  };
}

/** The place of one track; null where it is on this device. */
export function usePlace(view: () => TrackView | null) {
  const keyOf = (): ContentKey | null => (view()?.elsewhere ? (view()?.contentKey ?? null) : null);
  const place = usePlaces(() => {
    const key = keyOf();
    return key ? [key] : [];
  });
  return computed(() => place(keyOf()));
}
