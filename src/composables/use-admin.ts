// Whether this device may run the server, asked once it is connected; false as long as nobody answered.
import { ref, watch, type Ref } from 'vue';
import type { AdminStatus } from '../domain/sync/admin';
import { useSyncStore } from '../stores/mirrors';
import { useServices } from './services';

export function useAdmin(): Readonly<Ref<boolean>> {
  const { sync } = useServices();
  const store = useSyncStore();
  const admin = ref(false);

  watch([() => store.state.connection?.libraryId, () => store.state.connection?.role, () => store.state.live], async ([libraryId, role, live]) => {
    if (libraryId === undefined || role !== 'owner') admin.value = false;
    else if (live && !admin.value) admin.value = (await sync.call<AdminStatus>('GET', 'api/admin/status')).ok;
  }, { immediate: true });
  return admin;
}
