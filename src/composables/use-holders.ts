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

/** @param contentKeys of what is on the screen; few. @returns the devices that hold each */
function useHolders(contentKeys: () => readonly ContentKey[]) {
  const { db } = useServices();
  const wanted = computed((before?: string) => {
    const keys = [...new Set(contentKeys())].sort().join();
    return keys === before ? before : keys;
  });
  return useLiveQuery(() => {
    const keys = wanted.value === '' ? [] : (wanted.value.split(',') as ContentKey[]);
    if (keys.length === 0) return null;
    return async (): Promise<ReadonlyMap<ContentKey, readonly DeviceId[]>> => {
      const rows = await db.holdings.bulkGet(keys);
      return new Map(keys.map((key, i) => [key, rows[i]?.deviceIds ?? []]));
    };
  }).value;
}

/** Words for a place. The same place gives the same object, so that rows that show it are not drawn anew. */
function usePlaceWords(): (place: Place) => ShownPlace {
  const { t, locale } = useI18n();
  const { list } = useFormats();
  const known = new Map<string, ShownPlace>();

  function inWords({ kind, names }: Place): Omit<ShownPlace, keyof Place> {
    if (kind === 'nowhere') return { text: t('elsewhere.onNone'), hint: t('elsewhere.noneHint') };
    const devices = list(names);
    const text = names.length > 0 ? t('elsewhere.on', { devices }) : t('elsewhere.onOther');
    if (kind === 'reachable') return { text, hint: text };
    return { text, hint: `${names.length > 0 ? t('elsewhere.asleep', { devices }) : text}. ${t('elsewhere.asleepHint')}` };
  }

  return (place) => {
    const key = JSON.stringify([locale.value, place.kind, ...place.names]);
    const shown = known.get(key) ?? { ...place, ...inWords(place) };
    known.set(key, shown);
    return shown;
  };
}

/**
 * Places of recordings that this device lacks.
 * @returns the place of a recording; null while unknown
 */
export function usePlaces(contentKeys: () => readonly ContentKey[]): (contentKey: ContentKey | null) => ShownPlace | null {
  const store = useSyncStore();
  const holders = useHolders(contentKeys);
  const words = usePlaceWords();
  const places = computed(() => {
    const { devices, status } = store.state;
    // Without the server no device can be asked, whatever the list said last.
    const now = status === 'idle' || status === 'exchanging' ? devices : devices.map((device) => ({ ...device, online: false }));
    return new Map([...(holders.value ?? [])].map(([key, deviceIds]) => [key, words(placeOf(deviceIds, now))]));
  });
  return (contentKey) => (contentKey === null ? null : (places.value.get(contentKey) ?? null));
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
