// The administrator's view of the server: asked again every ten seconds while it is looked at.
import { onMounted, onScopeDispose, ref, shallowRef } from 'vue';
import type { AdminStatus, BackupAnswer, CompactAnswer } from '../domain/sync/admin';
import type { AppError, Result } from '../domain/result';
import { useServices } from './services';

const EVERY_MS = 10_000;

export function useServer() {
  const { sync } = useServices();
  const status = shallowRef<AdminStatus | null>(null);
  const error = shallowRef<AppError | null>(null);
  const busy = ref<'backup' | 'compact' | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  async function refresh(): Promise<void> {
    clearTimeout(timer);
    const answer = await sync.call<AdminStatus>('GET', 'api/admin/status');
    if (answer.ok) status.value = answer.value;
    error.value = answer.ok ? null : answer.error;
    if (!ended && document.visibilityState === 'visible') timer = setTimeout(() => void refresh(), EVERY_MS);
  }

  function onVisible(): void {
    if (document.visibilityState === 'visible') void refresh();
    else clearTimeout(timer);
  }

  async function act<T>(name: 'backup' | 'compact'): Promise<Result<T> | null> {
    if (busy.value) return null;
    busy.value = name;
    const answer = await sync.call<T>('POST', `api/admin/${name}`);
    busy.value = null;
    void refresh();
    return answer;
  }

  onMounted(() => {
    document.addEventListener('visibilitychange', onVisible);
    void refresh();
  });
  onScopeDispose(() => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisible);
  });
  return { status, error, busy, refresh, backUp: () => act<BackupAnswer>('backup'), compact: () => act<CompactAnswer>('compact') };
}
