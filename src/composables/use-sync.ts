// The state of sync, and which devices there are besides this one.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { DeviceId } from '../domain/library/ids';
import type { DeviceInfo } from '../domain/sync/protocol';
import { useSyncStore } from '../stores/mirrors';
import { useServices } from './services';
import { useFormats } from './use-formats';

export function useSync() {
  const { sync } = useServices();
  const store = useSyncStore();
  const state = computed(() => store.state);
  const connection = computed(() => state.value.connection);
  const isThis = (deviceId: string) => deviceId === state.value.deviceId;
  const self = computed((): DeviceInfo | null => state.value.devices.find((device) => isThis(device.deviceId)) ?? null);
  const nameOf = (deviceId: DeviceId): string | null => state.value.devices.find((device) => device.deviceId === deviceId)?.name ?? null;
  return { sync, state, connection, self, isThis, nameOf };
}

/** What waits to be sent, in one line; '' where nothing waits. */
export function usePendingWords() {
  const { t } = useI18n();
  const { number, list } = useFormats();
  const store = useSyncStore();
  return computed(() => {
    const { pending } = store.state;
    const parts = (['choices', 'plays', 'facts'] as const).filter((part) => pending[part] > 0);
    if (parts.length === 0) return '';
    return t('sync.pending.wait', { list: list(parts.map((part) => t(`sync.pending.${part}`, { n: number(pending[part]) }, pending[part]))) });
  });
}
